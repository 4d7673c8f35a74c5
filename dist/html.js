import{A as e,C as t,E as n,J as r,N as i,O as a,P as o,S as s,T as c,Y as l,b as u,i as d,it as f,n as p,r as m,t as h}from"./shared.js";import{posix as g}from"node:path";var _=class{text;constructor(e){this.text=e}};const v=(e,...t)=>new _(e.map((e,n)=>e+b(t[n])).join(``));function y(e){let t=e.split("`");return t.length%2==0?v`${e}`:v`${t.map((e,t)=>t%2==0?e:v`<code>${e}</code>`)}`}function b(e){return e===void 0?``:e instanceof _?e.text:typeof e==`object`?e.map(b).join(``):x(String(e))}const x=e=>e.split(/(\t|\r?\n)/).map((e,t)=>t%2==0?s(e):e).join(``).replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`);function S(e,t){let{rule:n,severity:r,message:i,primary:a,related:s,help:c,skip:l,url:u}=e,{line:f,column:p}=o(a.file,a.range.start),m=[a,...s.slice(0,8)];return v`<article id="${t.id}">
    <h4>${C(r)} ${y(i)}</h4>
    <p class="faint"><code>${a.file.path}:${f}:${p}</code> · ${w(n,u)}</p>
    ${[...d(m,({file:e})=>e.path).values()].map(e=>T(e,a,r))}
    ${c?v`<p><b>Help:</b> ${y(c)}</p>`:``} ${D(e,t)}
    ${l?v`<p><b>Not fixed:</b> ${y(l)}</p>`:``}
  </article> `}const C=e=>v`<span class="badge ${e}">${e}</span>`,w=(e,t)=>t?.startsWith(`https://`)?v`<a href="${t}" rel="noreferrer">${e}</a>`:v`${e}`;function T(e,t,n){let{file:r}=e[0],i=[...d(e,({range:e})=>String(o(r,e.start).line))].map(([e,t])=>({line:Number(e),marks:t})).toSorted((e,t)=>e.line-t.line),a=i.map(({line:e,marks:a},o)=>{let s=o>0&&e>i[o-1].line+1,c=a.map(({text:e})=>e).filter(e=>e!==``),l=c.length>0?v` <small>← ${c.map((e,t)=>[t>0?`; `:``,y(e)])}</small>`:``;return v`${s?v`<div><i>⋯</i></div>`:``}
      <div><i>${e}</i>${E(r,e,a,t,n)}${l}</div>`}),s=r===t.file?``:v`<p class="faint"><code>${r.path}</code></p>`;return v`${s}
    <div class="source">${a}</div>`}function E(e,t,n,r,a){let s=i(e,t),c=[],l=0;for(let t of n.toSorted((e,t)=>e.range.start-t.range.start)){let n=o(e,t.range.start).column-1,i=Math.min(n+t.range.end-t.range.start,s.length);n<l||(c.push(s.slice(l,n),v`<mark class="${t===r?a:`related`}">${s.slice(n,i)}</mark>`),l=Math.max(n,i))}return[...c,s.slice(l)]}function D(e,{edits:t,sources:r,options:i}){let{fix:a}=e;if(!a)return v``;let o=n(e,i),s=o===void 0?``:v`, <code>kubemend ${o}</code>`,c=[...d(t,({path:e})=>e)].map(([e,t])=>O(e,t,r.get(e)));return v`<p><b>Fix:</b> ${y(a.title)} <span class="faint">(${a.applicability}${s})</span></p>
    ${c}`}function O(e,t,n){if(t.some(({create:e})=>e)){let n=t.map(({newText:e})=>e).join(``);return v`<h5>New file <code>${e}</code></h5>
      ${A(n.replace(/\n$/,``).split(`
`),1,()=>`added`)}`}return n?v`${m(n,t,3).map(t=>k(e,p(n,t)))}`:v`<p class="faint">changes <code>${e}</code> as well</p>`}function k(e,{first:t,before:n,after:r}){let[i,a]=[n.split(`
`),r===void 0?[]:r.split(`
`)],o=Math.min(i.length,a.length),s=0;for(;s<o&&i[s]===a[s];)s++;let c=0;for(;c<o-s&&i.at(-1-c)===a.at(-1-c);)c++;let l=(e,t)=>n=>n>=s&&n<e.length-c?t:``;return v`<div class="sides">
    <div>
      <h5>Before · <code>${e}:${t}</code></h5>
      ${A(i,t,l(i,`removed`))}
    </div>
    <div>
      <h5>After</h5>
      ${a.length>0?A(a,t,l(a,`added`)):v`<p class="faint">nothing: the lines go away</p>`}
    </div>
  </div>`}const A=(e,t,n)=>v`<div class="source">
    ${e.map((e,r)=>v`<div class="${n(r)}"><i>${t+r}</i>${e.replace(/\r$/,``)}</div>`)}
  </div>`;function j({timeline:e=[],target:t}){let n=[...new Set(e.flatMap(({diagnostics:e})=>e.map(({rule:e})=>e)))].toSorted();if(n.length===0)return v``;let r=({version:e})=>f(e)===f(t),i=e.map(e=>v`<th scope="col" class="${r(e)?`target`:``}">${f(e.version)}</th>`),a=n.map(t=>v`<tr>
        <th scope="row">${t}</th>
        ${e.map(({diagnostics:e})=>M(e.filter(e=>e.rule===t)))}
      </tr> `);return v`<section>
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
            ${i}
          </tr>
        </thead>
        <tbody>
          ${a}
        </tbody>
      </table>
    </div>
    ${N(e)}
  </section> `}function M(e){let n=t(e),i=r.findLast(e=>n[e]>0);if(!i)return v`<td></td>`;let a=r.filter(e=>n[e]>0).map(e=>`${n[e]} ${e}`);return v`<td class="${i}" title="${a.join(`, `)}">${e.length}</td>`}function N(t){let n=t.slice(1).flatMap(({version:n,diagnostics:r},i)=>{let a=F(t[i].diagnostics),o=[...e(r)].filter(([e,t])=>a.get(t)!==I(e)).map(([e])=>e);return[...d(o,I).values()].map(e=>v`<li><b>${f(n)}</b> ${C(e[0].severity)} ${P(e)}</li> `)});return n.length>0?v`<ul>
        ${n}
      </ul>`:v`<p>Nothing changes between these versions.</p>`}const P=e=>{let{rule:t,primary:n}=e[0];return v`${a(e.length,`finding`)} of <code>${t}</code>${n.text?v`: ${y(n.text)}`:``}`},F=t=>new Map(Array.from(e(t),([e,t])=>[t,I(e)])),I=({rule:e,severity:t,primary:n})=>JSON.stringify([e,t,n.text]),L=(t,n)=>{let r=c(t,n),i=e(t.diagnostics),a=e=>`f-${i.get(e)??``}`,{text:o}=v`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>kubemend: ${u(t,r,n)}</title>
        <style>
          ${new _(`
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
          <h1>${u(t,r,n)}</h1>
          <p class="faint">Linted for Kubernetes ${f(t.target)} by ${t.tool.name} ${t.tool.version}</p>
        </header>
        <main>
          ${j(t)}${R(t,r,n,a)}${V(t,r,n,a)}${H(t)}
        </main>
      </body>
    </html> `;return o};function R(e,t,{rules:n=[]},r){if(t.length===0)return v``;let i=[...d(t,({rule:e})=>e)].map(([e,t])=>{let i=n.find(({id:t})=>t===e)?.docs.summary;return B(v`<code>${w(e,t[0].url)}</code>${i===void 0?``:v`: ${y(i)}`}`,t,r)}),a=[...new Set(t.flatMap(t=>z(e,t)))].toSorted(),o=a.map(n=>B(v`${n}`,t.filter(t=>z(e,t).includes(n)),r));return v`<section>
      <h2>By rule</h2>
      ${i}
    </section>
    ${a.length>1?v`<section>
            <h2>By cluster</h2>
            ${o}
          </section> `:``}`}const z=({scopes:e},{primary:t})=>e?.get(t.file.path)??[];function B(e,t,n){let r=t.map(e=>{let{file:t,range:r}=e.primary;return v`<li>
      ${C(e.severity)}
      <a href="#${n(e)}"><code>${t.path}:${o(t,r.start).line}</code></a> ${y(e.message)}
    </li> `});return v`<details>
    <summary>${e} (${t.length})</summary>
    <ul>
      ${r}
    </ul>
  </details> `}function V(e,t,n,r){let i=h(e.diagnostics),o=[...d(t,({primary:e})=>g.dirname(e.file.path))].map(([t,o])=>{let s=o.map(t=>S(t,{id:r(t),edits:e.edits.get(t)??[],sources:i,options:n}));return v`<details open>
      <summary>
        <b><code>${t===`.`?`./`:`${t}/`}</code></b> (${a(o.length,`finding`)})
      </summary>
      ${s}
    </details> `});return o.length>0?v`<section>
        <h2>By folder</h2>
        ${o}
      </section> `:v``}function H({assumptions:e,handovers:t,skipped:n,written:r}){let i=e.map(({assumption:e})=>{let{file:t,range:n}=e.at;return v`<code>${t.path}:${o(t,n.start).line}</code>: ${y(l(e))}`});return v`${U(`Files written`,r.map(e=>v`<code>${e}</code>`))}${U(`Taken for granted, as no file can show it`,i)}${t.map(({handover:{title:e},followUps:t})=>U(e,t.map(e=>v`<code>${e}</code>`)))}${U(`Skipped files`,n.map(({path:e,reason:t})=>v`<code>${e}</code>: ${y(t)}`))}`}const U=(e,t)=>t.length===0?v``:v`<section>
        <h2>${y(e)}</h2>
        <ul>
          ${t.map(e=>v`<li>${e}</li> `)}
        </ul>
      </section> `;export{L as formatHtml};