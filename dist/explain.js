function e(e){let t=e.replace(/^\n/,``).replace(/\n[ ]*$/,`
`).split(`
`),n=Math.min(...t.filter(e=>e.trim()!==``).map(e=>e.length-e.trimStart().length));return t.map(e=>e.slice(Number.isFinite(n)?n:0)).join(`
`)}function t({id:t,severity:n,severities:a,fixable:o,docs:s}){return r([[void 0,`${t}: ${s.summary}`],[`Severity`,n===`by-version`?a??``:n],[`Why`,e(s.why)],...s.bad.map(e=>[`Reported`,i(e)]),...s.good.map(e=>[`Not reported`,i(e)]),...s.advice===void 0?[]:[[`What to do`,e(s.advice)]],[`Fix`,o===`never`?`none`:e(s.fixSafety??``)],[`See`,s.references.join(`
`)]])}function n({id:t,askedBy:n,docs:i}){return r([[void 0,`${t}: ${i.summary}`],[`Asked for by`,n===`unsafe`?"`kubemend --fix --unsafe`":`\`kubemend --fix --to ${n.to}\``],[`Before`,a(e(i.before))],[`After`,a(e(i.after))],[`Takes for granted`,i.assumes.map(e=>`- ${e}`).join(`
`)],[`Leaves alone`,i.refuses.map(e=>`- ${e}`).join(`
`)],[`See`,i.references.join(`
`)]])}const r=e=>`${e.map(([e,t])=>e===void 0?t:`${e}:\n${t.trimEnd()}`).join(`

`)}\n`,i=({text:t,version:n})=>`${n===void 0?``:`with --kubernetes-version ${n}\n`}${a(e(t))}`,a=e=>e.replace(/^(?=.)/gm,`    `);export{n as explainCodemod,t as explainRule};