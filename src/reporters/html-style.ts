/** The style of the page: the colours of the reader's system, no font and no image from elsewhere. */
export const STYLE = `
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
`;
