import{Ct as e,_t as t,ct as n,ht as r,lt as i,nn as a,st as o,vt as s,xt as c}from"./shared.js";const l=c.map(({id:e})=>e),u=e.map(({id:e})=>e),d={baseline:[],codemod:u,completion:r,explain:[...l,...u],init:[],merge:[],rules:[]},f={...b(),color:n,"fail-on":[...s,`never`],format:Object.keys(t),"min-severity":s,rule:l,set:[...i.keys()].map(e=>`${e}=`),"skip-rule":l,to:a(e)},p=e=>m[e](),m={bash:h,zsh:g,fish:_};function h(){return`# kubemend: eval "$(kubemend completion bash)"
_kubemend() {
  local word="\${COMP_WORDS[COMP_CWORD]}" option="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [[ $word == '=' ]]; then word=''; elif [[ $option == '=' ]]; then option="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  case "$option" in
${v(`    `,(e,t)=>`${t}) words='${e}' ;;`)}
    *) if [[ $word == -* ]]; then words='${y().join(` `)}'; elif (( COMP_CWORD == 1 )); then words='${Object.keys(d).join(` `)}'; fi ;;
  esac
  COMPREPLY=()
  if [[ -n $words ]]; then COMPREPLY=( $(compgen -W "$words" -- "$word") ); fi
}
complete -o default -o bashdefault -F _kubemend kubemend
`}function g(){return`#compdef kubemend
# kubemend: eval "$(kubemend completion zsh)", or a file _kubemend in a folder of $fpath
_kubemend() {
  local option="\${words[CURRENT-1]}"
  if [[ $PREFIX == --*=* ]]; then option="\${PREFIX%%=*}"; compset -P '*='; fi
  case "$option" in
${v(`    `,(e,t)=>`${t}) compadd -- ${e}; return ;;`)}
  esac
  if [[ $PREFIX == -* ]]; then compadd -- ${y().join(` `)}; return; fi
  if (( CURRENT == 2 )); then compadd -- ${Object.keys(d).join(` `)}; fi
  _files
}
if [[ $funcstack[1] == _kubemend ]]; then _kubemend "$@"; else compdef _kubemend kubemend; fi
`}function _(){let e=Object.keys(d).join(` `);return`# kubemend: kubemend completion fish | source
complete -c kubemend -n 'not __fish_seen_subcommand_from ${e}' -a '${e}'
${Object.entries(d).filter(([,e])=>e.length>0).map(([e,t])=>`complete -c kubemend -f -n '__fish_seen_subcommand_from ${e}' -a '${t.join(` `)}'`).join(`
`)}
${Object.entries(o).map(([e,{type:t,short:n}])=>{let r=f[e]??[],i=t===`boolean`?``:r.length>0?` -x -a '${r.join(` `)}'`:` -r`;return`complete -c kubemend -l ${e}${n===void 0?``:` -s ${n}`}${i}`}).join(`
`)}
`}function v(e,t){let n=Object.entries(f).map(([e,n])=>t(n.join(` `),`--${e}`)),r=Object.entries(d).filter(([,e])=>e.length>0);return[...n,...r.map(([e,n])=>t(n.join(` `),e))].map(t=>e+t).join(`
`)}const y=()=>Object.keys(o).map(e=>`--${e}`);function b(){return Object.fromEntries([...i.values()].flatMap(({flag:e,schema:t})=>e!==void 0&&Array.isArray(t.enum)?[[e,t.enum.map(String)]]:[]))}export{p as completion};