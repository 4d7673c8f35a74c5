const e=require("./rolldown-runtime.js"),t=require("./start.js"),n=require("./shared.js");let r=require("node:path"),i=require("node:process");i=e.r(i,1);let a=require("node:fs");const o=`https://github.com/kubemend/kubemend`,s=({versions:e,targets:n,classes:r,nodes:i,clusters:a,foreign:s},c)=>[[`# yaml-language-server: $schema=https://raw.githubusercontent.com/kubemend/kubemend/v${c}/schema/kubemend.schema.json`,`# All keys: ${o}/blob/v${c}/docs/configuration.md`],[`# The version of Kubernetes moved to: decides what is reported, and how severely.`,`kubernetes: "${t._t(t.gt)}"`],[`# The version that runs today, where the files do not say it: decides what a fix may write.`,e.length>0?`# The files say ${d(e)}.`:`# The files do not say it.`,`# runs: "${e[0]?.text??t._t(t.gt)}"`],[`# What is neither linted nor written.`,`# ignore: ${h(s.length>0?s.map(e=>`${e}/**`):[`vendor/**`])}`],[`# A severity, or off.`,`# rules:`,`#   service-external-ips: error`],l(n),...r.length>0?[[`# The GatewayClass of new Gateways. There is ${d(r)}.`,`# gateway: { class: ${m(r[0].text)} }`]]:[],[`# Addresses and networks of nodes, which no load balancer is given.`,...i.length>0?[`# The files tell of ${d(i)}.`]:[],`# nodes: { addresses: ${h(i.length>0?i.slice(0,4).map(({text:e})=>e):[`192.0.2.0/28`])} }`],[`# The files of each cluster, where they are not told apart rightly without it.`,...a.length>0?[`# Told apart are ${f(a.map(p))}.`]:[],`# clusters:`,...u(a).map(([e,t])=>`#   ${m(e)}: ${h([t])}`)]].map(e=>`${e.join(`
`)}\n`).join(`
`),c=e=>`.pre-commit-config.yaml, to lint what is committed:

repos:
  - repo: ${o}
    rev: v${e}
    hooks:
      - id: kubemend

.github/workflows/kubemend.yaml, to annotate pull requests:

name: kubemend
on: pull_request
permissions:
  contents: read
jobs:
  kubemend:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - uses: kubemend/kubemend@v${e}
`;function l(e){return["# Where `--fix` moves externalIPs to, as `--to` does; `prepare` adds the new way and takes nothing away.",e.length>0?`# There is ${d(e)}.`:`# Nothing that gives Services their addresses is found.`,`# externalIPs: { to: ${e[0]?.text??`metallb`}, stage: prepare }`]}function u(e){let t=e.filter(e=>!/[\s*?[\]{}!]/.test(e)).map(e=>e.replace(/\/[^/]*\.ya?ml$|\/kustomization$/i,``)),n=[...new Set(t)].filter(e=>e!==``&&e!==`.`&&!e.startsWith(`..`));if(n.length===0)return u([`clusters/prod`,`clusters/staging`]);let r=e=>e.slice(e.lastIndexOf(`/`)+1);return n.map(e=>[n.filter(t=>r(t)===r(e)).length>1?e:r(e),`${e}/**`])}const d=e=>f(e.map(({text:e,path:t})=>`${p(e)} (${p(t)})`));function f(e){let t=e.length-4;return`${e.slice(0,4).join(`, `)}${t>0?` and ${t} more`:``}`}const p=e=>t.V(e).replaceAll(`\u0085`,` `),m=e=>/^[a-z][\w-]*$/i.test(e)&&!/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(e)?e:JSON.stringify(p(e)),h=e=>`[${e.map(e=>JSON.stringify(p(e))).join(`, `)}]`,g=/* @__PURE__ */ new Set([`vendor`,`third_party`,`testdata`]);async function _(e){let r=t.v(e),i=new t.o({cwd:r,root:r,words:[]});i.use(await n.V(),n.A);let a=new n.k(i),o=[...i.documentsWith({words:n.ot})].flatMap(e=>Array.from(n.st(e,a),({version:t})=>({version:t,path:e.file.path}))),s=i.paths().flatMap(e=>a.scopesOf({path:e,text:``}));return{versions:v(o.flatMap(({version:e,path:n})=>e?[{text:t._t(e),path:n}]:[])),targets:n.F.flatMap(({askedBy:e})=>{let t=e===`unsafe`?void 0:e.installed?.(n.mt,a);return t&&e!==`unsafe`?[{text:e.to,path:t.file.path}]:[]}),classes:v(a.all(n.L,n.mt).map(({value:e,file:t})=>({text:e.name,path:t.path}))),nodes:v(a.all(n.I,n.mt).map(({value:e,file:t})=>({text:e,path:t.path}))),clusters:[...new Set(s.filter(e=>e!==n.mt).map(({name:e})=>e))].toSorted(),foreign:y(i.paths())}}const v=e=>[...new Map(e.toReversed().map(e=>[e.text,e])).values()].toReversed();function y(e){let t=e.flatMap(e=>{let t=e.split(`/`).slice(0,-1),n=t.findIndex(e=>g.has(e));return n===-1?[]:t.slice(0,n+1).join(`/`)});return[...new Set(t)].toSorted()}async function b(){let e=(0,a.realpathSync)(i.default.cwd()),n=t.v(e),o=t.g(t.i,e,n);if(o!==void 0)throw new t.P(`\`${t.et(e,o)}\` is there already, and stays as it is`);let l=(0,r.join)(n,t.i),u=s(await _(e),t.r);try{(0,a.writeFileSync)(l,u,{flag:`wx`})}catch(n){throw new t.P(`\`${t.et(e,l)}\` cannot be written: ${n instanceof Error?n.message:String(n)}`)}t.E.write(`wrote ${t.et(e,l)}\n\n${c(t.r)}`)}exports.init=b;