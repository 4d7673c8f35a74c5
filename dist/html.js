import{Gt as e,Kt as t,Lt as n,Qt as r,a as i,c as a,d as o,f as s,i as c,l,o as u,r as d,rt as f,t as p,vt as m,yt as h,zt as g}from"./shared.js";import{posix as _}from"node:path";var v=class{text;constructor(e){this.text=e}};const y=(e,...t)=>new v(e.map((e,n)=>e+x(t[n])).join(``));function b(e){let t=e.split("`");return t.length%2==0?y`${e}`:y`${t.map((e,t)=>t%2==0?e:y`<code>${e}</code>`)}`}function x(e){return e===void 0?``:e instanceof v?e.text:typeof e==`object`?e.map(x).join(``):S(String(e))}const S=e=>e.split(/(\t|\r?\n)/).map((e,t)=>t%2==0?f(e):e).join(``).replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`);function C(e,n){let{rule:r,severity:i,message:a,primary:o,related:c,help:l,skip:u,url:d}=e,{line:f,column:p}=t(o.file,o.range.start),m=[o,...c.slice(0,8)];return y`<article id="${n.id}">
    <h4>${w(i)} ${b(a)}</h4>
    <p class="faint"><code>${o.file.path}:${f}:${p}</code> \u00b7 ${T(r,d)}</p>
    ${[...s(m,({file:e})=>e.path).values()].map(e=>E(e,o,i))}
    ${l?y`<p><b>Help:</b> ${b(l)}</p>`:``} ${O(e,n)}
    ${u?y`<p><b>Not fixed:</b> ${b(u)}</p>`:``}
  </article> `}const w=e=>y`<span class="badge ${e}">${e}</span>`,T=(e,t)=>t?.startsWith(`https://`)?y`<a href="${t}" rel="noreferrer">${e}</a>`:y`${e}`;function E(e,n,r){let{file:i}=e[0],a=[...s(e,({range:e})=>String(t(i,e.start).line))].map(([e,t])=>({line:Number(e),marks:t})).toSorted((e,t)=>e.line-t.line),o=a.map(({line:e,marks:t},o)=>{let s=o>0&&e>a[o-1].line+1,c=t.map(({text:e})=>e).filter(e=>e!==``),l=c.length>0?y` <small>\u2190 ${c.map((e,t)=>[t>0?`; `:``,b(e)])}</small>`:``;return y`${s?y`<div><i>\u22ef</i></div>`:``}
      <div><i>${e}</i>${D(i,e,t,n,r)}${l}</div>`}),c=i===n.file?``:y`<p class="faint"><code>${i.path}</code></p>`;return y`${c}
    <div class="source">${o}</div>`}function D(n,r,i,a,o){let s=e(n,r),c=[],l=0;for(let e of i.toSorted((e,t)=>e.range.start-t.range.start)){let r=t(n,e.range.start).column-1,i=Math.min(r+e.range.end-e.range.start,s.length);r<l||(c.push(s.slice(l,r),y`<mark class="${e===a?o:`related`}">${s.slice(r,i)}</mark>`),l=Math.max(r,i))}return[...c,s.slice(l)]}function O(e,{edits:t,sources:n,options:r}){let{fix:i}=e;if(!i)return y``;let a=c(e,r),o=a===void 0?``:y`, <code>kubemend ${a}</code>`,l=[...s(t,({path:e})=>e)].map(([e,t])=>k(e,t,n.get(e)));return y`<p><b>Fix:</b> ${b(i.title)} <span class="faint">(${i.applicability}${o})</span></p>
    ${l}`}function k(e,t,n){if(t.some(({create:e})=>e)){let n=t.map(({newText:e})=>e).join(``);return y`<h5>New file <code>${e}</code></h5>
      ${j(n.replace(/\n$/,``).split(`
`),1,()=>`added`)}`}return n?y`${u(n,t,3).map(t=>A(e,i(n,t)))}`:y`<p class="faint">changes <code>${e}</code> as well</p>`}function A(e,{first:t,before:n,after:r}){let[i,a]=[n.split(`
`),r===void 0?[]:r.split(`
`)],o=Math.min(i.length,a.length),s=0;for(;s<o&&i[s]===a[s];)s++;let c=0;for(;c<o-s&&i.at(-1-c)===a.at(-1-c);)c++;let l=(e,t)=>n=>n>=s&&n<e.length-c?t:``;return y`<div class="sides">
    <div>
      <h5>Before \u00b7 <code>${e}:${t}</code></h5>
      ${j(i,t,l(i,`removed`))}
    </div>
    <div>
      <h5>After</h5>
      ${a.length>0?j(a,t,l(a,`added`)):y`<p class="faint">nothing: the lines go away</p>`}
    </div>
  </div>`}const j=(e,t,n)=>y`<div class="source">
    ${e.map((e,r)=>y`<div class="${n(r)}"><i>${t+r}</i>${e.replace(/\r$/,``)}</div>`)}
  </div>`;function M({timeline:e=[],target:t}){let n=[...new Set(e.flatMap(({diagnostics:e})=>e.map(({rule:e})=>e)))].toSorted();if(n.length===0)return y``;let i=({version:e})=>r(e)===r(t),a=e.map(e=>y`<th scope="col" class="${i(e)?`target`:``}">${r(e.version)}</th>`),o=n.map(t=>y`<tr>
        <th scope="row">${t}</th>
        ${e.map(({diagnostics:e})=>N(e.filter(e=>e.rule===t)))}
      </tr> `);return y`<section>
    <h2>What breaks when</h2>
    <p>
      The files as they are, linted for each version of Kubernetes. A number is how many findings a rule has there, its colour the gravest
      of them.
    </p>
    <div class="scroll">
      <table class="timeline">
        <thead>
          <tr>
            <th scope="col">rule</th>
            ${a}
          </tr>
        </thead>
        <tbody>
          ${o}
        </tbody>
      </table>
    </div>
    ${P(e)}
  </section> `}function N(e){let t=a(e),n=m.findLast(e=>t[e]>0);if(!n)return y`<td></td>`;let r=m.filter(e=>t[e]>0).map(e=>`${t[e]} ${e}`);return y`<td class="${n}" title="${r.join(`, `)}">${e.length}</td>`}function P(e){let t=e.slice(1).flatMap(({version:t,diagnostics:n},i)=>{let a=I(e[i].diagnostics),o=[...g(n)].filter(([e,t])=>a.get(t)!==L(e)).map(([e])=>e);return[...s(o,L).values()].map(e=>y`<li><b>${r(t)}</b> ${w(e[0].severity)} ${F(e)}</li> `)});return t.length>0?y`<ul>
        ${t}
      </ul>`:y`<p>Nothing changes between these versions.</p>`}const F=e=>{let{rule:t,primary:r}=e[0];return y`${n(e.length,`finding`)} of <code>${t}</code>${r.text?y`: ${b(r.text)}`:``}`},I=e=>new Map(Array.from(g(e),([e,t])=>[t,L(e)])),L=({rule:e,severity:t,primary:n})=>JSON.stringify([e,t,n.text]),R=(e,t)=>{let n=o(e,t),i=l(e),a=e=>`f-${i.get(e)??``}`,{text:s}=y`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>kubemend: ${p(e,n,t)}</title>
        <style>
          ${new v(`
:root { color-scheme: light dark; --back: #fff; --soft: #f3f4f6; --line: #d3d7de; --text: #1c2128; --faint: #59626f; --link: #0a58ca;
  --error: #b3261e; --warning: #8a5a00; --info: #1f5f8b; --error-back: #fbe4e2; --warning-back: #fdf0d2; --info-back: #e1effa; --added: #dcf3e1; --removed: #fbe4e2; }
@media (prefers-color-scheme: dark) { :root { --back: #15181d; --soft: #1f242b; --line: #3a424d; --text: #e4e8ee; --faint: #9aa5b3; --link: #7db4ff;
  --error: #ff9d95; --warning: #f0c26b; --info: #8cc8f2; --error-back: #4a1f1c; --warning-back: #43340f; --info-back: #16354a; --added: #163a20; --removed: #4a1f1c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; } h4 { font-size: 1rem; margin: 0; font-weight: 600; }
a { color: var(--link); } p { margin: .4rem 0; } .faint { color: var(--faint); }
code, pre, .source { font: .85em/1.5 ui-monospace, monospace; } code { overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; } th, td { padding: .3rem .6rem; border: 1px solid var(--line); text-align: left; }
.timeline td, .timeline thead th { text-align: center; min-width: 3.2rem; } .timeline .target { outline: 2px solid var(--link); outline-offset: -2px; }
.error { color: var(--error); background: var(--error-back); } .warning { color: var(--warning); background: var(--warning-back); } .info { color: var(--info); background: var(--info-back); }
.badge { border-radius: .3rem; padding: .05rem .4rem; font-size: .85em; font-weight: 600; }
details { margin: .3rem 0; } summary { cursor: pointer; } ul { margin: .3rem 0; padding-left: 1.4rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0; }
article:target { outline: 2px solid var(--link); }
.source { margin: .5rem 0; background: var(--soft); border-radius: .3rem; padding: .4rem 0; overflow-x: auto; }
.source div { padding: 0 .6rem; white-space: pre; tab-size: 2; } .source i { display: inline-block; min-width: 3.2em; padding-right: 1em; text-align: right; color: var(--faint); font-style: normal; user-select: none; }
.source small { color: var(--faint); } mark { border-radius: .15rem; padding: .05rem 0; font-weight: 600; } mark.related { background: var(--info-back); color: var(--info); font-weight: 400; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: .6rem; }
.sides h5 { margin: .4rem 0 0; font-size: .85rem; color: var(--faint); font-weight: 600; }
.added { background: var(--added); } .removed { background: var(--removed); }
`)}
        </style>
      </head>
      <body>
        <header>
          <h1>${p(e,n,t)}</h1>
          <p class="faint">Linted for Kubernetes ${r(e.target)} by ${e.tool.name} ${e.tool.version}</p>
        </header>
        <main>
          ${M(e)}${z(e,n,t,a)}${H(e,n,t,a)}${U(e)}
        </main>
      </body>
    </html> `;return s};function z(e,t,{rules:n=[]},r){if(t.length===0)return y``;let i=[...s(t,({rule:e})=>e)].map(([e,t])=>{let i=n.find(({id:t})=>t===e)?.docs.summary;return V(y`<code>${T(e,t[0].url)}</code>${i===void 0?``:y`: ${b(i)}`}`,t,r)}),a=[...new Set(t.flatMap(t=>B(e,t)))].toSorted(),o=a.map(n=>V(y`${n}`,t.filter(t=>B(e,t).includes(n)),r));return y`<section>
      <h2>By rule</h2>
      ${i}
    </section>
    ${a.length>1?y`<section>
            <h2>By cluster</h2>
            ${o}
          </section> `:``}`}const B=({scopes:e},{primary:t})=>e?.get(t.file.path)??[];function V(e,n,r){let i=n.map(e=>{let{file:n,range:i}=e.primary;return y`<li>
      ${w(e.severity)}
      <a href="#${r(e)}"><code>${n.path}:${t(n,i.start).line}</code></a> ${b(e.message)}
    </li> `});return y`<details>
    <summary>${e} (${n.length})</summary>
    <ul>
      ${i}
    </ul>
  </details> `}function H(e,t,r,i){let a=d(e.diagnostics),o=[...s(t,({primary:e})=>_.dirname(e.file.path))].map(([t,o])=>{let s=o.map(t=>C(t,{id:i(t),edits:e.edits.get(t)??[],sources:a,options:r}));return y`<details open>
      <summary>
        <b><code>${t===`.`?`./`:`${t}/`}</code></b> (${n(o.length,`finding`)})
      </summary>
      ${s}
    </details> `});return o.length>0?y`<section>
        <h2>By folder</h2>
        ${o}
      </section> `:y``}function U({assumptions:e,handovers:n,skipped:r,written:i}){let a=e.map(({assumption:e})=>{let{file:n,range:r}=e.at;return y`<code>${n.path}:${t(n,r.start).line}</code>: ${b(h(e))}`});return y`${W(`Files written`,i.map(e=>y`<code>${e}</code>`))}${W(`Taken for granted, as no file can show it`,a)}${n.map(({handover:{title:e},followUps:t})=>W(e,t.map(e=>y`<code>${e}</code>`)))}${W(`Skipped files`,r.map(({path:e,reason:t})=>y`<code>${e}</code>: ${b(t)}`))}`}const W=(e,t)=>t.length===0?y``:y`<section>
        <h2>${b(e)}</h2>
        <ul>
          ${t.map(e=>y`<li>${e}</li> `)}
        </ul>
      </section> `;export{R as formatHtml};