const e=require("./start.js"),t=require("./shared.js");let n=require("node:path");var r=class{text;constructor(e){this.text=e}};const i=(e,...t)=>new r(e.map((e,n)=>e+o(t[n])).join(``));function a(e){let t=e.split("`");return t.length%2==0?i`${e}`:i`${t.map((e,t)=>t%2==0?e:i`<code>${e}</code>`)}`}function o(e){return e===void 0?``:e instanceof r?e.text:typeof e==`object`?e.map(o).join(``):s(String(e))}const s=t=>t.split(/(\t|\r?\n)/).map((t,n)=>n%2==0?e.V(t):t).join(``).replace(/[&<>"']/g,e=>`&#${e.charCodeAt(0)};`);function c(t,n){let{rule:r,severity:o,message:s,primary:c,related:f,help:m,skip:h,url:g}=t,{line:_,column:v}=e.ht(c.file,c.range.start),y=[c,...f.slice(0,8)];return i`<article id="${n.id}">
    <h4>${l(o)} ${a(s)}</h4>
    <p class="faint"><code>${c.file.path}:${_}:${v}</code> \u00b7 ${u(r,g)}</p>
    ${[...e.H(y,({file:e})=>e.path).values()].map(e=>d(e,c,o))}
    ${m?i`<p><b>Help:</b> ${a(m)}</p>`:``} ${p(t,n)}
    ${h?i`<p><b>Not fixed:</b> ${a(h)}</p>`:``}
  </article> `}const l=e=>i`<span class="badge ${e}">${e}</span>`,u=(e,t)=>t?.startsWith(`https://`)?i`<a href="${t}" rel="noreferrer">${e}</a>`:i`${e}`;function d(t,n,r){let{file:o}=t[0],s=[...e.H(t,({range:t})=>String(e.ht(o,t.start).line))].map(([e,t])=>({line:Number(e),marks:t})).toSorted((e,t)=>e.line-t.line),c=s.map(({line:e,marks:t},c)=>{let l=c>0&&e>s[c-1].line+1,u=t.map(({text:e})=>e).filter(e=>e!==``),d=u.length>0?i` <small>\u2190 ${u.map((e,t)=>[t>0?`; `:``,a(e)])}</small>`:``;return i`${l?i`<div><i>\u22ef</i></div>`:``}
      <div><i>${e}</i>${f(o,e,t,n,r)}${d}</div>`}),l=o===n.file?``:i`<p class="faint"><code>${o.path}</code></p>`;return i`${l}
    <div class="source">${c}</div>`}function f(t,n,r,a,o){let s=e.pt(t,n),c=[],l=0;for(let n of r.toSorted((e,t)=>e.range.start-t.range.start)){let r=e.ht(t,n.range.start).column-1,u=Math.min(r+n.range.end-n.range.start,s.length);r<l||(c.push(s.slice(l,r),i`<mark class="${n===a?o:`related`}">${s.slice(r,u)}</mark>`),l=Math.max(r,u))}return[...c,s.slice(l)]}function p(t,{edits:n,sources:r,options:o}){let{fix:s}=t;if(!s)return i``;let c=e.U(t,o),l=c===void 0?``:i`, <code>kubemend ${c}</code>`,u=[...e.H(n,({path:e})=>e)].map(([e,t])=>m(e,t,r.get(e)));return i`<p><b>Fix:</b> ${a(s.title)} <span class="faint">(${s.applicability}${l})</span></p>
    ${u}`}function m(e,n,r){if(n.some(({create:e})=>e)){let t=n.map(({newText:e})=>e).join(``);return i`<h5>New file <code>${e}</code></h5>
      ${g(t.replace(/\n$/,``).split(`
`),1,()=>`added`)}`}return r?i`${t.r(r,n,3).map(n=>h(e,t.n(r,n)))}`:i`<p class="faint">changes <code>${e}</code> as well</p>`}function h(e,{first:t,before:n,after:r}){let[a,o]=[n.split(`
`),r===void 0?[]:r.split(`
`)],s=Math.min(a.length,o.length),c=0;for(;c<s&&a[c]===o[c];)c++;let l=0;for(;l<s-c&&a.at(-1-l)===o.at(-1-l);)l++;let u=(e,t)=>n=>n>=c&&n<e.length-l?t:``;return i`<div class="sides">
    <div>
      <h5>Before \u00b7 <code>${e}:${t}</code></h5>
      ${g(a,t,u(a,`removed`))}
    </div>
    <div>
      <h5>After</h5>
      ${o.length>0?g(o,t,u(o,`added`)):i`<p class="faint">nothing: the lines go away</p>`}
    </div>
  </div>`}const g=(e,t,n)=>i`<div class="source">
    ${e.map((e,r)=>i`<div class="${n(r)}"><i>${t+r}</i>${e.replace(/\r$/,``)}</div>`)}
  </div>`;function _({timeline:t=[],target:n}){let r=[...new Set(t.flatMap(({diagnostics:e})=>e.map(({rule:e})=>e)))].toSorted();if(r.length===0)return i``;let a=({version:t})=>e._t(t)===e._t(n),o=t.map(t=>i`<th scope="col" class="${a(t)?`target`:``}">${e._t(t.version)}</th>`),s=r.map(e=>i`<tr>
        <th scope="row">${e}</th>
        ${t.map(({diagnostics:t})=>v(t.filter(t=>t.rule===e)))}
      </tr> `);return i`<section>
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
            ${o}
          </tr>
        </thead>
        <tbody>
          ${s}
        </tbody>
      </table>
    </div>
    ${y(t)}
  </section> `}function v(t){let n=e.L(t),r=e.W.findLast(e=>n[e]>0);if(!r)return i`<td></td>`;let a=e.W.filter(e=>n[e]>0).map(e=>`${n[e]} ${e}`);return i`<td class="${r}" title="${a.join(`, `)}">${t.length}</td>`}function y(t){let n=t.slice(1).flatMap(({version:n,diagnostics:r},a)=>{let o=x(t[a].diagnostics),s=[...e.X(r)].filter(([e,t])=>o.get(t)!==S(e)).map(([e])=>e);return[...e.H(s,S).values()].map(t=>i`<li><b>${e._t(n)}</b> ${l(t[0].severity)} ${b(t)}</li> `)});return n.length>0?i`<ul>
        ${n}
      </ul>`:i`<p>Nothing changes between these versions.</p>`}const b=t=>{let{rule:n,primary:r}=t[0];return i`${e.Y(t.length,`finding`)} of <code>${n}</code>${r.text?i`: ${a(r.text)}`:``}`},x=t=>new Map(Array.from(e.X(t),([e,t])=>[t,S(e)])),S=({rule:e,severity:t,primary:n})=>JSON.stringify([e,t,n.text]),C=(t,n)=>{let a=e.B(t,n),o=e.R(t),s=e=>`f-${o.get(e)??``}`,{text:c}=i`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>kubemend: ${e.I(t,a,n)}</title>
        <style>
          ${new r(`
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
          <h1>${e.I(t,a,n)}</h1>
          <p class="faint">Linted for Kubernetes ${e._t(t.target)} by ${t.tool.name} ${t.tool.version}</p>
        </header>
        <main>
          ${_(t)}${w(t,a,n,s)}${D(t,a,n,s)}${O(t)}
        </main>
      </body>
    </html> `;return c};function w(t,n,{rules:r=[]},o){if(n.length===0)return i``;let s=[...e.H(n,({rule:e})=>e)].map(([e,t])=>{let n=r.find(({id:t})=>t===e)?.docs.summary;return E(i`<code>${u(e,t[0].url)}</code>${n===void 0?``:i`: ${a(n)}`}`,t,o)}),c=[...new Set(n.flatMap(e=>T(t,e)))].toSorted(),l=c.map(e=>E(i`${e}`,n.filter(n=>T(t,n).includes(e)),o));return i`<section>
      <h2>By rule</h2>
      ${s}
    </section>
    ${c.length>1?i`<section>
            <h2>By cluster</h2>
            ${l}
          </section> `:``}`}const T=({scopes:e},{primary:t})=>e?.get(t.file.path)??[];function E(t,n,r){let o=n.map(t=>{let{file:n,range:o}=t.primary;return i`<li>
      ${l(t.severity)}
      <a href="#${r(t)}"><code>${n.path}:${e.ht(n,o.start).line}</code></a> ${a(t.message)}
    </li> `});return i`<details>
    <summary>${t} (${n.length})</summary>
    <ul>
      ${o}
    </ul>
  </details> `}function D(r,a,o,s){let l=t.t(r.diagnostics),u=[...e.H(a,({primary:e})=>n.posix.dirname(e.file.path))].map(([t,n])=>{let a=n.map(e=>c(e,{id:s(e),edits:r.edits.get(e)??[],sources:l,options:o}));return i`<details open>
      <summary>
        <b><code>${t===`.`?`./`:`${t}/`}</code></b> (${e.Y(n.length,`finding`)})
      </summary>
      ${a}
    </details> `});return u.length>0?i`<section>
        <h2>By folder</h2>
        ${u}
      </section> `:i``}function O({assumptions:t,handovers:n,skipped:r,written:o}){let s=t.map(({assumption:t})=>{let{file:n,range:r}=t.at;return i`<code>${n.path}:${e.ht(n,r.start).line}</code>: ${a(e.G(t))}`});return i`${k(`Files written`,o.map(e=>i`<code>${e}</code>`))}${k(`Taken for granted, as no file can show it`,s)}${n.map(({handover:{title:e},followUps:t})=>k(e,t.map(e=>i`<code>${e}</code>`)))}${k(`Skipped files`,r.map(({path:e,reason:t})=>i`<code>${e}</code>: ${a(t)}`))}`}const k=(e,t)=>t.length===0?i``:i`<section>
        <h2>${a(e)}</h2>
        <ul>
          ${t.map(e=>i`<li>${e}</li> `)}
        </ul>
      </section> `;exports.formatHtml=C;