import{$ as e,At as t,Xt as n,a as r,c as i,ct as a,d as o,f as s,i as c,jt as l,l as u,o as d,r as f,st as p,t as m,tt as h,vt as g}from"./shared.js";import{posix as _}from"node:path";var v=class{text;constructor(e){this.text=e}};const y=(e,...t)=>new v(e.map((e,n)=>e+x(t[n])).join(``));function b(e){let t=e.split("`");return t.length%2==0?y`${e}`:y`${t.map((e,t)=>t%2==0?e:y`<code>${e}</code>`)}`}function x(e){return e===void 0?``:e instanceof v?e.text:typeof e==`object`?e.map(x).join(``):S(String(e))}const S=e=>e.split(/(\t|\r?\n)/).map((e,t)=>t%2==0?g(e):e).join(``).replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`);function C(e,t){let{rule:n,severity:r,message:i,primary:o,related:c,help:l,skip:u,url:d}=e,{line:f,column:p}=a(o.file,o.range.start),m=[o,...c.slice(0,8)];return y`<article id="${t.id}">
    <h4>${w(r)} ${b(i)}</h4>
    <p class="faint"><code>${o.file.path}:${f}:${p}</code> · ${T(n,d)}</p>
    ${[...s(m,({file:e})=>e.path).values()].map(e=>E(e,o,r))}
    ${l?y`<p><b>Help:</b> ${b(l)}</p>`:``} ${O(e,t)}
    ${u?y`<p><b>Not fixed:</b> ${b(u)}</p>`:``}
  </article> `}const w=e=>y`<span class="badge ${e}">${e}</span>`,T=(e,t)=>t?.startsWith(`https://`)?y`<a href="${t}" rel="noreferrer">${e}</a>`:y`${e}`;function E(e,t,n){let{file:r}=e[0],i=[...s(e,({range:e})=>String(a(r,e.start).line))].map(([e,t])=>({line:Number(e),marks:t})).toSorted((e,t)=>e.line-t.line),o=i.map(({line:e,marks:a},o)=>{let s=o>0&&e>i[o-1].line+1,c=a.map(({text:e})=>e).filter(e=>e!==``),l=c.length>0?y` <small>← ${c.map((e,t)=>[t>0?`; `:``,b(e)])}</small>`:``;return y`${s?y`<div><i>⋯</i></div>`:``}
      <div><i>${e}</i>${D(r,e,a,t,n)}${l}</div>`}),c=r===t.file?``:y`<p class="faint"><code>${r.path}</code></p>`;return y`${c}
    <div class="source">${o}</div>`}function D(e,t,n,r,i){let o=p(e,t),s=[],c=0;for(let t of n.toSorted((e,t)=>e.range.start-t.range.start)){let n=a(e,t.range.start).column-1,l=Math.min(n+t.range.end-t.range.start,o.length);n<c||(s.push(o.slice(c,n),y`<mark class="${t===r?i:`related`}">${o.slice(n,l)}</mark>`),c=Math.max(n,l))}return[...s,o.slice(c)]}function O(e,{edits:t,sources:n,options:r}){let{fix:i}=e;if(!i)return y``;let a=c(e,r),o=a===void 0?``:y`, <code>kubemend ${a}</code>`,l=[...s(t,({path:e})=>e)].map(([e,t])=>k(e,t,n.get(e)));return y`<p><b>Fix:</b> ${b(i.title)} <span class="faint">(${i.applicability}${o})</span></p>
    ${l}`}function k(e,t,n){if(t.some(({create:e})=>e)){let n=t.map(({newText:e})=>e).join(``);return y`<h5>New file <code>${e}</code></h5>
      ${j(n.replace(/\n$/,``).split(`
`),1,()=>`added`)}`}return n?y`${d(n,t,3).map(t=>A(e,r(n,t)))}`:y`<p class="faint">changes <code>${e}</code> as well</p>`}function A(e,{first:t,before:n,after:r}){let[i,a]=[n.split(`
`),r===void 0?[]:r.split(`
`)],o=Math.min(i.length,a.length),s=0;for(;s<o&&i[s]===a[s];)s++;let c=0;for(;c<o-s&&i.at(-1-c)===a.at(-1-c);)c++;let l=(e,t)=>n=>n>=s&&n<e.length-c?t:``;return y`<div class="sides">
    <div>
      <h5>Before · <code>${e}:${t}</code></h5>
      ${j(i,t,l(i,`removed`))}
    </div>
    <div>
      <h5>After</h5>
      ${a.length>0?j(a,t,l(a,`added`)):y`<p class="faint">nothing: the lines go away</p>`}
    </div>
  </div>`}const j=(e,t,n)=>y`<div class="source">
    ${e.map((e,r)=>y`<div class="${n(r)}"><i>${t+r}</i>${e.replace(/\r$/,``)}</div>`)}
  </div>`;function M({timeline:e=[],target:t}){let r=[...new Set(e.flatMap(({diagnostics:e})=>e.map(({rule:e})=>e)))].toSorted();if(r.length===0)return y``;let i=({version:e})=>n(e)===n(t),a=e.map(e=>y`<th scope="col" class="${i(e)?`target`:``}">${n(e.version)}</th>`),o=r.map(t=>y`<tr>
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
  </section> `}function N(e){let n=i(e),r=t.findLast(e=>n[e]>0);if(!r)return y`<td></td>`;let a=t.filter(e=>n[e]>0).map(e=>`${n[e]} ${e}`);return y`<td class="${r}" title="${a.join(`, `)}">${e.length}</td>`}function P(e){let t=e.slice(1).flatMap(({version:t,diagnostics:r},i)=>{let a=I(e[i].diagnostics),o=[...h(r)].filter(([e,t])=>a.get(t)!==L(e)).map(([e])=>e);return[...s(o,L).values()].map(e=>y`<li><b>${n(t)}</b> ${w(e[0].severity)} ${F(e)}</li> `)});return t.length>0?y`<ul>
        ${t}
      </ul>`:y`<p>Nothing changes between these versions.</p>`}const F=t=>{let{rule:n,primary:r}=t[0];return y`${e(t.length,`finding`)} of <code>${n}</code>${r.text?y`: ${b(r.text)}`:``}`},I=e=>new Map(Array.from(h(e),([e,t])=>[t,L(e)])),L=({rule:e,severity:t,primary:n})=>JSON.stringify([e,t,n.text]),R=(e,t)=>{let r=o(e,t),i=u(e),a=e=>`f-${i.get(e)??``}`,{text:s}=y`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>kubemend: ${m(e,r,t)}</title>
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
          <h1>${m(e,r,t)}</h1>
          <p class="faint">Linted for Kubernetes ${n(e.target)} by ${e.tool.name} ${e.tool.version}</p>
        </header>
        <main>
          ${M(e)}${z(e,r,t,a)}${H(e,r,t,a)}${U(e)}
        </main>
      </body>
    </html> `;return s};function z(e,t,{rules:n=[]},r){if(t.length===0)return y``;let i=[...s(t,({rule:e})=>e)].map(([e,t])=>{let i=n.find(({id:t})=>t===e)?.docs.summary;return V(y`<code>${T(e,t[0].url)}</code>${i===void 0?``:y`: ${b(i)}`}`,t,r)}),a=[...new Set(t.flatMap(t=>B(e,t)))].toSorted(),o=a.map(n=>V(y`${n}`,t.filter(t=>B(e,t).includes(n)),r));return y`<section>
      <h2>By rule</h2>
      ${i}
    </section>
    ${a.length>1?y`<section>
            <h2>By cluster</h2>
            ${o}
          </section> `:``}`}const B=({scopes:e},{primary:t})=>e?.get(t.file.path)??[];function V(e,t,n){let r=t.map(e=>{let{file:t,range:r}=e.primary;return y`<li>
      ${w(e.severity)}
      <a href="#${n(e)}"><code>${t.path}:${a(t,r.start).line}</code></a> ${b(e.message)}
    </li> `});return y`<details>
    <summary>${e} (${t.length})</summary>
    <ul>
      ${r}
    </ul>
  </details> `}function H(t,n,r,i){let a=f(t.diagnostics),o=[...s(n,({primary:e})=>_.dirname(e.file.path))].map(([n,o])=>{let s=o.map(e=>C(e,{id:i(e),edits:t.edits.get(e)??[],sources:a,options:r}));return y`<details open>
      <summary>
        <b><code>${n===`.`?`./`:`${n}/`}</code></b> (${e(o.length,`finding`)})
      </summary>
      ${s}
    </details> `});return o.length>0?y`<section>
        <h2>By folder</h2>
        ${o}
      </section> `:y``}function U({assumptions:e,handovers:t,skipped:n,written:r}){let i=e.map(({assumption:e})=>{let{file:t,range:n}=e.at;return y`<code>${t.path}:${a(t,n.start).line}</code>: ${b(l(e))}`});return y`${W(`Files written`,r.map(e=>y`<code>${e}</code>`))}${W(`Taken for granted, as no file can show it`,i)}${t.map(({handover:{title:e},followUps:t})=>W(e,t.map(e=>y`<code>${e}</code>`)))}${W(`Skipped files`,n.map(({path:e,reason:t})=>y`<code>${e}</code>: ${b(t)}`))}`}const W=(e,t)=>t.length===0?y``:y`<section>
        <h2>${b(e)}</h2>
        <ul>
          ${t.map(e=>y`<li>${e}</li> `)}
        </ul>
      </section> `;export{R as formatHtml};