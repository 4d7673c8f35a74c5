import{G as e,K as t,W as n,Z as r,ct as i,nt as a,ot as o,q as s}from"./shared.js";const c=o.map(({id:e})=>e),l=i.map(({id:e})=>e),u={codemod:l,completion:s,explain:[...c,...l],merge:[],rules:[]},d={...y(),color:e,"fail-on":[...a,`never`],format:Object.keys(r),"min-severity":a,rule:c,set:[...t.keys()].map(e=>`${e}=`),"skip-rule":c,to:i.flatMap(({askedBy:e})=>e===`unsafe`?[]:[e.to])},f=e=>p[e](),p={bash:m,zsh:h,fish:g};function m(){return`# kubemend: eval "$(kubemend completion bash)"
_kubemend() {
  local word="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [[ $word == '=' ]]; then word=''; elif [[ $option == '=' ]]; then option="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$option" in
${_(`    `,(e,t)=>`${t}) words='${e}' ;;`)}
    *) if [[ $word == -* ]]; then words='${v().join(` `)}'; elif (( COMP_CWORD == 1 )); then words='${Object.keys(u).join(` `)}'; fi ;;
  esac
  COMPREPLY=()
  if [[ -n $words ]]; then COMPREPLY=( $(compgen -W "$words" -- "$word") ); fi
}
complete -o default -o bashdefault -F _kubemend kubemend
`}function h(){return`#compdef kubemend
# kubemend: eval "$(kubemend completion zsh)", or a file _kubemend in a folder of $fpath
_kubemend() {
  local option="\${words[CURRENT-1]}"
  if [[ $PREFIX == --*=* ]]; then option="\${PREFIX%%=*}"; compset -P '*='; fi
  case "$option" in
${_(`    `,(e,t)=>`${t}) compadd -- ${e}; return ;;`)}
  esac
  if [[ $PREFIX == -* ]]; then compadd -- ${v().join(` `)}; return; fi
  if (( CURRENT == 2 )); then compadd -- ${Object.keys(u).join(` `)}; fi
  _files
}
if [[ $funcstack[1] == _kubemend ]]; then _kubemend "$@"; else compdef _kubemend kubemend; fi
`}function g(){let e=Object.keys(u).join(` `);return`# kubemend: kubemend completion fish | source
complete -c kubemend -n 'not __fish_seen_subcommand_from ${e}' -a '${e}'
${Object.entries(u).filter(([,e])=>e.length>0).map(([e,t])=>`complete -c kubemend -f -n '__fish_seen_subcommand_from ${e}' -a '${t.join(` `)}'`).join(`
`)}
${Object.entries(n).map(([e,{type:t,short:n}])=>{let r=d[e]??[],i=t===`boolean`?``:r.length>0?` -x -a '${r.join(` `)}'`:` -r`;return`complete -c kubemend -l ${e}${n===void 0?``:` -s ${n}`}${i}`}).join(`
`)}
`}function _(e,t){let n=Object.entries(d).map(([e,n])=>t(n.join(` `),`--${e}`)),r=Object.entries(u).filter(([,e])=>e.length>0);return[...n,...r.map(([e,n])=>t(n.join(` `),e))].map(t=>e+t).join(`
`)}const v=()=>Object.keys(n).map(e=>`--${e}`);function y(){return Object.fromEntries([...t.values()].flatMap(({flag:e,schema:t})=>e!==void 0&&Array.isArray(t.enum)?[[e,t.enum.map(String)]]:[]))}export{f as completion};