const e=require("./shared.js"),t=require("./start.js"),n=()=>`kubemend finds where a repository of Kubernetes manifests relies on what Kubernetes is taking away,
and mends it in place.

Usage:
  kubemend [options] [path...]        lint files, folders and globs (default: .)
  kubemend --fix [options] [path...]  write fixes
  kubemend --diff [options] [path...] print as one patch what --fix would write
  kubemend codemod <id> [path...]     run one codemod and nothing else; with --diff print its patch
  kubemend baseline [path...]         write down what is found; later take out what is gone
  kubemend init                       write a kubemend.yaml that says what is found here, and how to go on
  kubemend explain <rule|codemod>     say what a rule is about, and what to do
  kubemend rules                      list the rules
  kubemend merge <report.json>...     join the JSON reports of shards into one, in any format
  kubemend completion <shell>         print what completes command lines in bash, zsh or fish

What to look for:
  --kubernetes-version <1.N>  the version moved to (default: ${t._t(t.gt)})
  --rule <id>                 run only this rule; repeatable
  --skip-rule <id>            leave this rule out; repeatable

Which files (facts about the repository always come from the whole work tree):
  --changed[=<commit>]        those that differ from where the work left a commit (default: the default branch)
  --staged                    those that are staged
  --changed-lines             only findings on the lines that differ
  --shard <i>/<n>             one share of n, the same on every machine; kubemend merge joins the reports

Configuration (kubemend.yaml, searched from here up to the root of the work tree):
  --config <file>             take this file instead
  --no-config                 take none
  --no-ignore                 lint what \`ignore\` of the configuration leaves out
  --no-baseline               report what .kubemend-baseline.json holds, too
  --no-inline-ignores         report what comments in the files hide

What to write:
  --fix                       write the fixes that leave the cluster as it is
  --unsafe                    write unsafe fixes of warnings and errors as well
  --to <target>               move externalIPs: ${t.ct(e.F).join(`, `)}
  --diff                      print the patch instead of writing; for git apply

Settings of codemods (kubemend explain <codemod> tells which it has):
${[...t.k([...e.U,...e.F]).values()].map(r).join(`
`)}
  --set <key>=<value>         set any other by its key; repeatable

What to show:
  --format <name>[=<file>]    ${Object.keys(t.F).join(`, `)};
                              repeatable (default: text)
  --min-severity <severity>   error, warning or info (default: warning for text and github, else info)
  --fail-on <severity>        exit with 1 from here: error, warning, info or never (default: warning)
  --stats                     print what was read and how long it took, on standard error
  --strict                    what cannot be read is an error, and a path that leads to nothing, too
  --quiet                     show errors only
  --color <when>              auto, always or never (default: auto)

Other:
  --stdin-filename <path>     the name of what the path - reads from standard input
  -h, --help                  print this
  -V, --version               print the version

Exit status:
  0  nothing at or above --fail-on is left
  1  there is
  2  the command line is wrong, a named path cannot be read, or a bug
`;function r({key:e,flag:t,schema:n,summary:r}){return`  ${(t===void 0?e:`--${t}${n.type===`boolean`?``:` <value>`}`).padEnd(27)} ${r}`}exports.help=n;