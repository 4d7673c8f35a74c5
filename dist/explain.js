const e=require("./shared.js");function t(t){let i=e.U.find(e=>e.id===t),a=e.F.find(e=>e.id===t);return i?n(i):a?r(a):``}function n({id:t,default:n,severity:r,severities:i,fixable:s,docs:c}){return a([[void 0,`${t}: ${c.summary}`],[`Severity`,`${r===`by-version`?i??``:r}${n?`; off unless \`--rule ${t}\` asks for it`:``}`],[`Why`,e.M(c.why)],...c.bad.map(e=>[`Reported`,o(e)]),...c.good.map(e=>[`Not reported`,o(e)]),...c.advice===void 0?[]:[[`What to do`,e.M(c.advice)]],[`Fix`,s===`never`?`none`:e.M(c.fixSafety??``)],[`See`,c.references.join(`
`)]])}function r({id:t,askedBy:n,settings:r=[],docs:o}){return a([[void 0,`${t}: ${o.summary}`],[`Asked for by`,n===`unsafe`?"`kubemend --fix --unsafe`":`\`kubemend --fix --to ${n.to}\``],[`Before`,s(e.M(o.before))],[`After`,s(e.M(o.after))],[`Takes for granted`,o.assumes.map(e=>`- ${e}`).join(`
`)],[`Leaves alone`,o.refuses.map(e=>`- ${e}`).join(`
`)],...r.length>0?[[`Settings`,r.map(i).join(`
`)]]:[],[`See`,o.references.join(`
`)]])}const i=({key:e,flag:t,summary:n})=>`- ${e}${t===void 0?``:`, or --${t}`}: ${n}`,a=e=>`${e.map(([e,t])=>e===void 0?t:`${e}:\n${t.trimEnd()}`).join(`

`)}\n`,o=({text:t,version:n})=>`${n===void 0?``:`with --kubernetes-version ${n}\n`}${s(e.M(t))}`,s=e=>e.replace(/^(?=.)/gm,`    `);exports.explain=t;