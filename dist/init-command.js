import{H as e,It as t,Jt as n,K as r,Kt as i,Lt as a,Nt as o,Rt as s,U as c,Vt as l,W as u,Y as d,Yt as f,_t as p,ct as m,qt as h,rt as g,tt as _}from"./shared.js";import v from"node:process";import{join as y}from"node:path";import{realpathSync as b,writeFileSync as x}from"node:fs";const S=`https://github.com/kubemend/kubemend`,C=({versions:e,targets:t,classes:r,nodes:i,clusters:a,foreign:o},s)=>[[`# yaml-language-server: $schema=https://raw.githubusercontent.com/kubemend/kubemend/v${s}/schema/kubemend.schema.json`,`# All keys: ${S}/blob/v${s}/docs/configuration.md`],[`# The version of Kubernetes moved to: decides what is reported, and how severely.`,`kubernetes: "${f(n)}"`],[`# The version that runs today, where the files do not say it: decides what a fix may write.`,e.length>0?`# The files say ${D(e)}.`:`# The files do not say it.`,`# runs: "${e[0]?.text??f(n)}"`],[`# What is neither linted nor written.`,`# ignore: ${j(o.length>0?o.map(e=>`${e}/**`):[`vendor/**`])}`],[`# A severity, or off.`,`# rules:`,`#   service-external-ips: error`],T(t),...r.length>0?[[`# The GatewayClass of new Gateways. There is ${D(r)}.`,`# gateway: { class: ${A(r[0].text)} }`]]:[],[`# Addresses and networks of nodes, which no load balancer is given.`,...i.length>0?[`# The files tell of ${D(i)}.`]:[],`# nodes: { addresses: ${j(i.length>0?i.slice(0,4).map(({text:e})=>e):[`192.0.2.0/28`])} }`],[`# The files of each cluster, where they are not told apart rightly without it.`,...a.length>0?[`# Told apart are ${O(a.map(k))}.`]:[],`# clusters:`,...E(a).map(([e,t])=>`#   ${A(e)}: ${j([t])}`)]].map(e=>`${e.join(`
`)}\n`).join(`
`),w=e=>`.pre-commit-config.yaml, to lint what is committed:

repos:
  - repo: ${S}
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
`;function T(e){return["# Where `--fix` moves externalIPs to, as `--to` does; `prepare` adds the new way and takes nothing away.",e.length>0?`# There is ${D(e)}.`:`# Nothing that gives Services their addresses is found.`,`# externalIPs: { to: ${e[0]?.text??`metallb`}, stage: prepare }`]}function E(e){let t=e.filter(e=>!/[\s*?[\]{}!]/.test(e)).map(e=>e.replace(/\/[^/]*\.ya?ml$|\/kustomization$/i,``)),n=[...new Set(t)].filter(e=>e!==``&&e!==`.`&&!e.startsWith(`..`));if(n.length===0)return E([`clusters/prod`,`clusters/staging`]);let r=e=>e.slice(e.lastIndexOf(`/`)+1);return n.map(e=>[n.filter(t=>r(t)===r(e)).length>1?e:r(e),`${e}/**`])}const D=e=>O(e.map(({text:e,path:t})=>`${k(e)} (${k(t)})`));function O(e){let t=e.length-4;return`${e.slice(0,4).join(`, `)}${t>0?` and ${t} more`:``}`}const k=e=>p(e).replaceAll(``,` `),A=e=>/^[a-z][\w-]*$/i.test(e)&&!/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(e)?e:JSON.stringify(k(e)),j=e=>`[${e.map(e=>JSON.stringify(k(e))).join(`, `)}]`,M=/* @__PURE__ */ new Set([`vendor`,`third_party`,`testdata`]);async function N(n){let r=d(n),o=new e({cwd:r,root:r,words:[]});o.use(await _());let u=new c(o),p=[...o.documentsWith(i)].flatMap(e=>Array.from(h(e,u),({version:t})=>({version:t,path:e.file.path}))),m=o.paths().flatMap(e=>u.scopesOf({path:e,text:``}));return{versions:P(p.flatMap(({version:e,path:t})=>e?[{text:f(e),path:t}]:[])),targets:t.flatMap(({askedBy:e})=>{let t=e===`unsafe`?void 0:e.installed?.(l,u);return t&&e!==`unsafe`?[{text:e.to,path:t.file.path}]:[]}),classes:P(u.all(s,l).map(({value:e,file:t})=>({text:e.name,path:t.path}))),nodes:P(u.all(a,l).map(({value:e,file:t})=>({text:e,path:t.path}))),clusters:[...new Set(m.filter(e=>e!==l).map(({name:e})=>e))].toSorted(),foreign:F(o.paths())}}const P=e=>[...new Map(e.toReversed().map(e=>[e.text,e])).values()].toReversed();function F(e){let t=e.flatMap(e=>{let t=e.split(`/`).slice(0,-1),n=t.findIndex(e=>M.has(e));return n===-1?[]:t.slice(0,n+1).join(`/`)});return[...new Set(t)].toSorted()}async function I(){let e=b(v.cwd()),t=d(e),n=r(u,e,t);if(n!==void 0)throw new o(`\`${g(e,n)}\` is there already, and stays as it is`);let i=y(t,u),a=C(await N(e),m);try{x(i,a,{flag:`wx`})}catch(t){throw new o(`\`${g(e,i)}\` cannot be written: ${t instanceof Error?t.message:String(t)}`)}v.stdout.write(`wrote ${g(e,i)}\n\n${w(m)}`)}export{I as init};