import{A as e,Ct as t,Et as n,Ft as r,G as i,I as a,M as o,Mt as s,Nt as c,P as l,Pt as u,R as d,St as f,Tt as p,U as m,Y as h,j as g,kt as _,vt as v,wt as y}from"./shared.js";import b from"node:process";import{join as x}from"node:path";import{realpathSync as S,writeFileSync as C}from"node:fs";const w=`https://github.com/kubemend/kubemend`,T=({versions:e,targets:t,classes:n,nodes:i,clusters:a,foreign:o},s)=>[[`# yaml-language-server: $schema=https://raw.githubusercontent.com/kubemend/kubemend/v${s}/schema/kubemend.schema.json`,`# All keys: ${w}/blob/v${s}/docs/configuration.md`],[`# The version of Kubernetes moved to: decides what is reported, and how severely.`,`kubernetes: "${r(u)}"`],[`# The version that runs today, where the files do not say it: decides what a fix may write.`,e.length>0?`# The files say ${k(e)}.`:`# The files do not say it.`,`# runs: "${e[0]?.text??r(u)}"`],[`# What is neither linted nor written.`,`# ignore: ${N(o.length>0?o.map(e=>`${e}/**`):[`vendor/**`])}`],[`# A severity, or off.`,`# rules:`,`#   service-external-ips: error`],D(t),...n.length>0?[[`# The GatewayClass of new Gateways. There is ${k(n)}.`,`# gateway: { class: ${M(n[0].text)} }`]]:[],[`# Addresses and networks of nodes, which no load balancer is given.`,...i.length>0?[`# The files tell of ${k(i)}.`]:[],`# nodes: { addresses: ${N(i.length>0?i.slice(0,4).map(({text:e})=>e):[`192.0.2.0/28`])} }`],[`# The files of each cluster, where they are not told apart rightly without it.`,...a.length>0?[`# Told apart are ${A(a.map(j))}.`]:[],`# clusters:`,...O(a).map(([e,t])=>`#   ${M(e)}: ${N([t])}`)]].map(e=>`${e.join(`
`)}\n`).join(`
`),E=e=>`.pre-commit-config.yaml, to lint what is committed:

repos:
  - repo: ${w}
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
`;function D(e){return["# Where `--fix` moves externalIPs to, as `--to` does; `prepare` adds the new way and takes nothing away.",e.length>0?`# There is ${k(e)}.`:`# Nothing that gives Services their addresses is found.`,`# externalIPs: { to: ${e[0]?.text??`metallb`}, stage: prepare }`]}function O(e){let t=e.filter(e=>!/[\s*?[\]{}!]/.test(e)).map(e=>e.replace(/\/[^/]*\.ya?ml$|\/kustomization$/i,``)),n=[...new Set(t)].filter(e=>e!==``&&e!==`.`&&!e.startsWith(`..`));if(n.length===0)return O([`clusters/prod`,`clusters/staging`]);let r=e=>e.slice(e.lastIndexOf(`/`)+1);return n.map(e=>[n.filter(t=>r(t)===r(e)).length>1?e:r(e),`${e}/**`])}const k=e=>A(e.map(({text:e,path:t})=>`${j(e)} (${j(t)})`));function A(e){let t=e.length-4;return`${e.slice(0,4).join(`, `)}${t>0?` and ${t} more`:``}`}const j=e=>d(e).replaceAll(``,` `),M=e=>/^[a-z][\w-]*$/i.test(e)&&!/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(e)?e:JSON.stringify(j(e)),N=e=>`[${e.map(e=>JSON.stringify(j(e))).join(`, `)}]`,P=/* @__PURE__ */ new Set([`vendor`,`third_party`,`testdata`]),F={metallb:p,cilium:t,"kube-vip":y};async function I(t){let i=a(t),o=new e({cwd:i,root:i,words:[]});o.use(await m());let l=new g(o),u=[...o.documentsWith(s)].flatMap(e=>Array.from(c(e,l),({version:t})=>({version:t,path:e.file.path}))),d=o.paths().flatMap(e=>l.scopesOf({path:e,text:``}));return{versions:L(u.flatMap(({version:e,path:t})=>e?[{text:r(e),path:t}]:[])),targets:Object.entries(F).flatMap(([e,t])=>{let n=t(_,l);return n?[{text:e,path:n.file.path}]:[]}),classes:L(l.all(n,_).map(({value:e,file:t})=>({text:e.name,path:t.path}))),nodes:L(l.all(f,_).map(({value:e,file:t})=>({text:e,path:t.path}))),clusters:[...new Set(d.filter(e=>e!==_).map(({name:e})=>e))].toSorted(),foreign:R(o.paths())}}const L=e=>[...new Map(e.toReversed().map(e=>[e.text,e])).values()].toReversed();function R(e){let t=e.flatMap(e=>{let t=e.split(`/`).slice(0,-1),n=t.findIndex(e=>P.has(e));return n===-1?[]:t.slice(0,n+1).join(`/`)});return[...new Set(t)].toSorted()}async function z(){let e=S(b.cwd()),t=a(e),n=l(o,e,t);if(n!==void 0)throw new v(`\`${i(e,n)}\` is there already, and stays as it is`);let r=x(t,o),s=T(await I(e),h);try{C(r,s,{flag:`wx`})}catch(t){throw new v(`\`${i(e,r)}\` cannot be written: ${t instanceof Error?t.message:String(t)}`)}b.stdout.write(`wrote ${i(e,r)}\n\n${E(h)}`)}export{z as init};