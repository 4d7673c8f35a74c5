const e=require("./start.js"),t=require("./shared.js"),n=e.q.rules.map(({id:e})=>e),r=e.q.codemods.map(({id:e})=>e),i={baseline:[],codemod:r,completion:e.N,explain:[...n,...r],init:[],merge:[],rules:[]},a={...p(),color:e.j,"fail-on":[...e.W,`never`],format:Object.keys(e.F),"min-severity":e.W,rule:n,set:[...t.N.keys()].map(e=>`${e}=`),"skip-rule":n,to:e.ct(e.q.codemods)},o=e=>s[e](),s={bash:c,zsh:l,fish:u};function c(){return`# kubemend: eval "$(kubemend completion bash)"
_kubemend() {
  local word="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [[ $word == '=' ]]; then word=''; elif [[ $option == '=' ]]; then option="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$option" in
${d(`    `,(e,t)=>`${t}) words='${e}' ;;`)}
    *) if [[ $word == -* ]]; then words='${f().join(` `)}'; elif (( COMP_CWORD == 1 )); then words='${Object.keys(i).join(` `)}'; fi ;;
  esac
  COMPREPLY=()
  if [[ -n $words ]]; then COMPREPLY=( $(compgen -W "$words" -- "$word") ); fi
}
complete -o default -o bashdefault -F _kubemend kubemend
`}function l(){return`#compdef kubemend
# kubemend: eval "$(kubemend completion zsh)", or a file _kubemend in a folder of $fpath
_kubemend() {
  local option="\${words[CURRENT-1]}"
  if [[ $PREFIX == --*=* ]]; then option="\${PREFIX%%=*}"; compset -P '*='; fi
  case "$option" in
${d(`    `,(e,t)=>`${t}) compadd -- ${e}; return ;;`)}
  esac
  if [[ $PREFIX == -* ]]; then compadd -- ${f().join(` `)}; return; fi
  if (( CURRENT == 2 )); then compadd -- ${Object.keys(i).join(` `)}; fi
  _files
}
if [[ $funcstack[1] == _kubemend ]]; then _kubemend "$@"; else compdef _kubemend kubemend; fi
`}function u(){let t=Object.keys(i).join(` `);return`# kubemend: kubemend completion fish | source
complete -c kubemend -n 'not __fish_seen_subcommand_from ${t}' -a '${t}'
${Object.entries(i).filter(([,e])=>e.length>0).map(([e,t])=>`complete -c kubemend -f -n '__fish_seen_subcommand_from ${e}' -a '${t.join(` `)}'`).join(`
`)}
${Object.entries(e.A).map(([e,{type:t,short:n}])=>{let r=a[e]??[],i=t===`boolean`?``:r.length>0?` -x -a '${r.join(` `)}'`:` -r`;return`complete -c kubemend -l ${e}${n===void 0?``:` -s ${n}`}${i}`}).join(`
`)}
`}function d(e,t){let n=Object.entries(a).map(([e,n])=>t(n.join(` `),`--${e}`)),r=Object.entries(i).filter(([,e])=>e.length>0);return[...n,...r.map(([e,n])=>t(n.join(` `),e))].map(t=>e+t).join(`
`)}const f=()=>Object.keys(e.A).map(e=>`--${e}`);function p(){return Object.fromEntries([...t.N.values()].flatMap(({flag:e,schema:t})=>e!==void 0&&Array.isArray(t.enum)?[[e,t.enum.map(String)]]:[]))}exports.completion=o;