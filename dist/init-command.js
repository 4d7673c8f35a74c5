import{Bt as e,Ct as t,G as n,H as r,Ht as i,Nt as a,Ot as o,Pt as s,Q as c,Qt as l,Tt as u,W as d,X as f,Zt as p,gt as m,q as h,rt as g,wt as _}from"./shared.js";import{join as v}from"node:path";import y from"node:process";import{realpathSync as b,writeFileSync as x}from"node:fs";const S=`https://github.com/kubemend/kubemend`,C=({versions:e,targets:t,classes:n,nodes:r,clusters:i,foreign:a},o)=>[[`# yaml-language-server: $schema=https://raw.githubusercontent.com/kubemend/kubemend/v${o}/schema/kubemend.schema.json`,`# All keys: ${S}/blob/v${o}/docs/configuration.md`],[`# The version of Kubernetes moved to: decides what is reported, and how severely.`,`kubernetes: "${l(p)}"`],[`# The version that runs today, where the files do not say it: decides what a fix may write.`,e.length>0?`# The files say ${D(e)}.`:`# The files do not say it.`,`# runs: "${e[0]?.text??l(p)}"`],[`# What is neither linted nor written.`,`# ignore: ${j(a.length>0?a.map(e=>`${e}/**`):[`vendor/**`])}`],[`# A severity, or off.`,`# rules:`,`#   service-external-ips: error`],T(t),...n.length>0?[[`# The GatewayClass of new Gateways. There is ${D(n)}.`,`# gateway: { class: ${A(n[0].text)} }`]]:[],[`# Addresses and networks of nodes, which no load balancer is given.`,...r.length>0?[`# The files tell of ${D(r)}.`]:[],`# nodes: { addresses: ${j(r.length>0?r.slice(0,4).map(({text:e})=>e):[`192.0.2.0/28`])} }`],[`# The files of each cluster, where they are not told apart rightly without it.`,...i.length>0?[`# Told apart are ${O(i.map(k))}.`]:[],`# clusters:`,...E(i).map(([e,t])=>`#   ${A(e)}: ${j([t])}`)]].map(e=>`${e.join(`
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
`;function T(e){return["# Where `--fix` moves externalIPs to, as `--to` does; `prepare` adds the new way and takes nothing away.",e.length>0?`# There is ${D(e)}.`:`# Nothing that gives Services their addresses is found.`,`# externalIPs: { to: ${e[0]?.text??`metallb`}, stage: prepare }`]}function E(e){let t=e.filter(e=>!/[\s*?[\]{}!]/.test(e)).map(e=>e.replace(/\/[^/]*\.ya?ml$|\/kustomization$/i,``)),n=[...new Set(t)].filter(e=>e!==``&&e!==`.`&&!e.startsWith(`..`));if(n.length===0)return E([`clusters/prod`,`clusters/staging`]);let r=e=>e.slice(e.lastIndexOf(`/`)+1);return n.map(e=>[n.filter(t=>r(t)===r(e)).length>1?e:r(e),`${e}/**`])}const D=e=>O(e.map(({text:e,path:t})=>`${k(e)} (${k(t)})`));function O(e){let t=e.length-4;return`${e.slice(0,4).join(`, `)}${t>0?` and ${t} more`:``}`}const k=e=>g(e).replaceAll(`\u0085`,` `),A=e=>/^[a-z][\w-]*$/i.test(e)&&!/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(e)?e:JSON.stringify(k(e)),j=e=>`[${e.map(e=>JSON.stringify(k(e))).join(`, `)}]`,M=/* @__PURE__ */ new Set([`vendor`,`third_party`,`testdata`]);async function N(n){let i=f(n),c=new r({cwd:i,root:i,words:[]});c.use(await e());let p=new d(c),m=[...c.documentsWith(a)].flatMap(e=>Array.from(s(e,p),({version:t})=>({version:t,path:e.file.path}))),h=c.paths().flatMap(e=>p.scopesOf({path:e,text:``}));return{versions:P(m.flatMap(({version:e,path:t})=>e?[{text:l(e),path:t}]:[])),targets:t.flatMap(({askedBy:e})=>{let t=e===`unsafe`?void 0:e.installed?.(o,p);return t&&e!==`unsafe`?[{text:e.to,path:t.file.path}]:[]}),classes:P(p.all(u,o).map(({value:e,file:t})=>({text:e.name,path:t.path}))),nodes:P(p.all(_,o).map(({value:e,file:t})=>({text:e,path:t.path}))),clusters:[...new Set(h.filter(e=>e!==o).map(({name:e})=>e))].toSorted(),foreign:F(c.paths())}}const P=e=>[...new Map(e.toReversed().map(e=>[e.text,e])).values()].toReversed();function F(e){let t=e.flatMap(e=>{let t=e.split(`/`).slice(0,-1),n=t.findIndex(e=>M.has(e));return n===-1?[]:t.slice(0,n+1).join(`/`)});return[...new Set(t)].toSorted()}async function I(){let e=b(y.cwd()),t=f(e),r=h(n,e,t);if(r!==void 0)throw new m(`\`${i(e,r)}\` is there already, and stays as it is`);let a=v(t,n),o=C(await N(e),c);try{x(a,o,{flag:`wx`})}catch(t){throw new m(`\`${i(e,a)}\` cannot be written: ${t instanceof Error?t.message:String(t)}`)}y.stdout.write(`wrote ${i(e,a)}\n\n${w(c)}`)}export{I as init};