import{ot as e}from"./shared.js";function t({id:t,default:n,severity:r,severities:o,fixable:s,docs:c}){return i([[void 0,`${t}: ${c.summary}`],[`Severity`,`${r===`by-version`?o??``:r}${n?`; off unless \`--rule ${t}\` asks for it`:``}`],[`Why`,e(c.why)],...c.bad.map(e=>[`Reported`,a(e)]),...c.good.map(e=>[`Not reported`,a(e)]),...c.advice===void 0?[]:[[`What to do`,e(c.advice)]],[`Fix`,s===`never`?`none`:e(c.fixSafety??``)],[`See`,c.references.join(`
`)]])}function n({id:t,askedBy:n,settings:a=[],docs:s}){return i([[void 0,`${t}: ${s.summary}`],[`Asked for by`,n===`unsafe`?"`kubemend --fix --unsafe`":`\`kubemend --fix --to ${n.to}\``],[`Before`,o(e(s.before))],[`After`,o(e(s.after))],[`Takes for granted`,s.assumes.map(e=>`- ${e}`).join(`
`)],[`Leaves alone`,s.refuses.map(e=>`- ${e}`).join(`
`)],...a.length>0?[[`Settings`,a.map(r).join(`
`)]]:[],[`See`,s.references.join(`
`)]])}const r=({key:e,flag:t,summary:n})=>`- ${e}${t===void 0?``:`, or --${t}`}: ${n}`,i=e=>`${e.map(([e,t])=>e===void 0?t:`${e}:\n${t.trimEnd()}`).join(`

`)}\n`,a=({text:t,version:n})=>`${n===void 0?``:`with --kubernetes-version ${n}\n`}${o(e(t))}`,o=e=>e.replace(/^(?=.)/gm,`    `);export{n as explainCodemod,t as explainRule};