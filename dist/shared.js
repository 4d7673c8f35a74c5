import{existsSync as e,lstatSync as t,readdirSync as n,realpathSync as r,statSync as i}from"node:fs";import{dirname as a,join as o,relative as s,sep as c}from"node:path";import{env as l}from"node:process";import{BlockList as u,SocketAddress as ee,isIPv4 as te,isIPv6 as ne}from"node:net";import{spawnSync as re}from"node:child_process";import{isUtf8 as ie}from"node:buffer";const d=e=>typeof e==`string`?e:JSON.stringify(e),f=e=>`refused`in e,p=e=>e,ae=e=>`changes`in e,oe={major:1,minor:37};function m(e){let t=/^v?(\d{1,3})\.(\d{1,4})(?:\.\d+(?:[-+].*)?)?$/.exec(e.trim());return t?{major:Number(t[1]),minor:Number(t[2])}:void 0}const h=(e,t)=>e.major>1||e.major===1&&e.minor>=t,g=({major:e,minor:t})=>`${e}.${t}`,_=({flags:e},t)=>e.findLast(e=>e.name===t);function v(e){let{version:t}=e;for(let t of e.flags.filter(({name:e})=>e===`feature-gates`)){let e=t.value.split(`,`).map(e=>e.trim()).find(e=>(/* @__PURE__ */ RegExp(`^(?:UnknownVersionInteroperabilityProxy|AllBeta)=(?:false|f|0)$`,`i`)).test(e));if(e!==void 0)return{code:`GATE_OFF`,reason:`\`feature-gates\` sets \`${e}\`, and with the gate off the flag keeps kube-apiserver from starting`}}let n=_(e,`emulated-version`);if(n){let e=m(n.value.replace(/^kube=/,``));if(!e||!h(e,36))return{code:`GATE_OFF`,reason:`\`emulated-version\` is \`${n.value}\`, which turns the gate off, and then the flag keeps kube-apiserver from starting`}}let r=_(e,`tls-cert-file`);if(r)return{code:`SERVING_CA`,reason:`\`tls-cert-file\` is set to \`${r.value}\`, and which CA issued that certificate is not known here`};if(!t)return{code:`VERSION`,reason:`the version that runs is not known, and before 1.36 the flag keeps kube-apiserver from starting`};if(!h(t,36))return{code:`VERSION`,reason:`kube-apiserver ${t.major}.${t.minor} does not start with the flag: upgrade to 1.36 first`}}function*y({root:e}){if(e?.kind!==`map`)return;let t=b(e.get(`kind`)),n=e.get(`items`);if(t===void 0||!t.endsWith(`List`)||n?.kind!==`list`){t!==void 0&&(yield x(e,b(e.get(`apiVersion`))??``,t));return}let r=t.slice(0,-4);for(let t of n.items()){let n=b(t.get(`kind`))??r;t.kind===`map`&&n!==``&&(yield x(t,b(t.get(`apiVersion`))??(r===``?``:b(e.get(`apiVersion`))??``),n))}}const se=({apiVersion:e,kind:t,namespace:n,name:r},i,a)=>({apiVersion:e,kind:t,namespace:n,name:r,path:i,form:a}),b=e=>e&&typeof e.value==`string`&&e.value!==``?e.value:void 0;function x(e,t,n){let r=e.get(`metadata`),i=b(r?.get(`name`))??b(r?.get(`generateName`));return{apiVersion:t,kind:n,namespace:b(r?.get(`namespace`)),name:i,node:e}}const ce=/* @__PURE__ */ new Map([[`v1alpha1`,`map`],[`v1alpha2`,`map`],[`v1alpha3`,`map`],[`v1beta1`,`map`],[`v1beta2`,`map`],[`v1beta3`,`map`],[`v1beta4`,`list`]]),le={ClusterConfiguration:[[`apiServer`,`extraArgs`],[`controllerManager`,`extraArgs`],[`scheduler`,`extraArgs`],[`etcd`,`local`,`extraArgs`]],InitConfiguration:[[`nodeRegistration`,`kubeletExtraArgs`]],JoinConfiguration:[[`nodeRegistration`,`kubeletExtraArgs`]]},S=[`kubeadm.k8s.io`];function C({root:e}){let t=b(e?.get(`apiVersion`)),n=b(e?.get(`kind`));if(e&&n!==void 0&&t?.startsWith(`kubeadm.k8s.io/`))return{root:e,kind:n,apiVersion:t,extraArgsShape:ce.get(t.slice(15))}}function*w(e){let t=C(e);for(let e of(t&&le[t.kind])??[]){let n=t?.root.get(...e);t&&n&&(yield{node:n,name:e.join(`.`),kubeadm:t})}}function T(e){return e.kind===`map`?[...e.entries()].map(([e,t])=>({name:e,value:t})):e.items().flatMap(e=>{let[t,n]=[b(e.get(`name`)),e.get(`value`)];return t!==void 0&&n?[{name:t,value:n}]:[]})}const ue=/* @__PURE__ */ new Set([`advertise-address`,`enable-admission-plugins`,`client-ca-file`,`tls-cert-file`,`tls-private-key-file`,`secure-port`,`requestheader-client-ca-file`,`requestheader-allowed-names`,`proxy-client-cert-file`,`proxy-client-key-file`]),de=function*(e){let t=C(e);t?.kind===`ClusterConfiguration`&&(yield new fe(e,t))};var fe=class{form=`kubeadm`;document;sets=ue;#e;constructor(e,t){this.document=e,this.#e=t}get resource(){let{apiVersion:e,kind:t}=this.#e;return{apiVersion:e,kind:t,name:b(this.#e.root.get(`clusterName`)),path:this.at.path,form:this.form}}get at(){let{root:e}=this.#e;return e.get(`apiServer`)??e.get(`kind`)??e}get version(){return m(b(this.#e.root.get(`kubernetesVersion`))??``)}get highAvailability(){let e=this.#e.root.get(`controlPlaneEndpoint`);return b(e)!==void 0&&e?{answer:`yes`,because:e}:{answer:`unknown`}}get flags(){let e=this.#t;return e?T(e).map(({name:e,value:t})=>({name:e,value:d(t.value),node:t})):[]}get servingCA(){let e=this.#e.root.get(`certificatesDir`),t=b(e)??`/etc/kubernetes/pki`;return t.startsWith(`/`)?`${t.replace(/\/+$/,``)}/ca.crt`:{refused:`\`certificatesDir\` is \`${t}\`, which is no absolute path`}}plan(e){let{root:t,apiVersion:n,extraArgsShape:r}=this.#e,i=this.#t;if(!r)return{refused:`how \`${n}\` writes extra arguments is not known`};let a=!i||i.value===null||i.kind!==`scalar`&&T(i).length===0&&[...i.entries()].length===0&&i.items().length===0;if(!a&&i.kind!==r)return{refused:`\`extraArgs\` is not the ${r} that \`${n}\` wants: mend that first`};let o=[...t.path,`apiServer`,`extraArgs`],s=Object.entries(e),c=r===`map`?s.map(([e,t])=>({op:`set`,path:[...o,e],value:t})):a?[{op:`set`,path:o,value:s.map(([e,t])=>({name:e,value:t}))}]:s.map(([e,t])=>({op:`insert`,path:o,value:{name:e,value:t}}));return[{document:this.document,ops:c}]}get#t(){return this.#e.root.get(`apiServer`,`extraArgs`)}};const E=[`ClusterConfiguration`],pe=[de],D=function*(e){for(let t of pe)yield*t(e)};var me=p({id:`add-peer-ca-file`,resolves:[`missing-peer-ca-file`],askedBy:`unsafe`,words:E,docs:{summary:"Adds `--peer-ca-file` to kube-apiserver, so that the Mixed Version Proxy works",before:`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.36.2
      controlPlaneEndpoint: api.example.com:6443
      apiServer:
        extraArgs:
          - name: authorization-mode # by hand
            value: Node,RBAC
    `,after:`
      apiVersion: kubeadm.k8s.io/v1beta4
      kind: ClusterConfiguration
      kubernetesVersion: v1.36.2
      controlPlaneEndpoint: api.example.com:6443
      apiServer:
        extraArgs:
          - name: authorization-mode # by hand
            value: Node,RBAC
          - name: peer-ca-file
            value: /etc/kubernetes/pki/ca.crt
    `,assumes:[`every kube-apiserver that reads this configuration runs Kubernetes 1.36 or later`,`the CA at that path issued the serving certificates of all kube-apiservers`],refuses:[`VERSION: the version that runs is unknown or before 1.36: kube-apiserver would not start`,"GATE_OFF: `feature-gates` sets `UnknownVersionInteroperabilityProxy=false` or `AllBeta=false`, or `emulated-version` is below 1.36: kube-apiserver would not start","SERVING_CA: `tls-cert-file` is set, so the right CA is not known","SHAPE: `extraArgs` has not the form that this API version wants"],references:[`https://kep.k8s.io/4020`]},query:D,title:e=>`add \`peer-ca-file\`${typeof e.servingCA==`string`?` with \`${e.servingCA}\``:``}`,at:({at:e})=>e,rewrite(e){let[t]=e;if(!t||_(t,`peer-ca-file`))return[];let{at:n,servingCA:r}=t,i=v(t);if(i)return[{at:n,...i}];if(typeof r!=`string`)return[{at:n,code:`SERVING_CA`,reason:r.refused}];let a=t.plan({"peer-ca-file":r});if(f(a))return[{at:n,code:`SHAPE`,reason:a.refused}];let o={file:t.document.file,range:n.keyRange??n.range,text:`peer-ca-file`};return{changes:a,assumes:[{at:o,text:`every kube-apiserver that reads this configuration runs Kubernetes 1.36 or later`},{at:o,text:`{} issued the serving certificates of all kube-apiservers`,subject:r}]}}});const O=e=>e.kind===`ip`?e.canonical:e.text,he=({addresses:e,ports:t=[]})=>e.flatMap(e=>t.map(({protocol:t,port:n})=>`${O(e)}:${d(n)}/${t}`)),k=({resource:e},{resource:t})=>e.name!==void 0&&e.name===t.name&&e.namespace===t.namespace&&e.kind===t.kind;function ge(e){let t=/* @__PURE__ */ new Map;for(let n of e)for(let e of new Set(he(n))){let r=t.get(e);if(r&&!k(r,n))return{claims:[r,n],endpoint:e};t.set(e,n)}}function _e(e){let t=e.map(e=>{let t=e.field(`externalTrafficPolicy`);if(t.state!==`set`||t.value!==`Local`)return`Cluster`;let n=e.field(`selector`);return n.state===`set`?`Local ${JSON.stringify(ve(n.value))}`:`Local without selector`});return new Set(t).size===1}const ve=e=>typeof e==`object`&&e?Object.entries(e).toSorted(([e],[t])=>e<t?-1:1):e,ye=/\$\{[^}]*\}|\$\([^)]*\)|^\$[A-Za-z_]\w*$|^<[^<>]+>$|^ENC\[/,be=[[`0.0.0.0`,32,`ipv4`,`is the unspecified address`],[`::`,128,`ipv6`,`is the unspecified address`],[`127.0.0.0`,8,`ipv4`,`is in the loopback range`],[`::1`,128,`ipv6`,`is in the loopback range`],[`169.254.0.0`,16,`ipv4`,`is in the link-local range`],[`fe80::`,10,`ipv6`,`is in the link-local range`],[`224.0.0.0`,24,`ipv4`,`is in the link-local multicast range`],[`ff02::`,16,`ipv6`,`is in the link-local multicast range`]];function A(e,t=xe(e)){if(t.includes(`{{`)||t.includes(`{%`))return{kind:`template`,text:t,node:e};if(ye.test(t))return{kind:`placeholder`,text:t,node:e};let n=t.replace(/\b0+(?=\d)/g,``);if(te(n))return{kind:`ip`,family:4,canonical:n,legacy:n!==t,text:t,node:e};if(!ne(t)||t.includes(`%`))return{kind:`invalid`,text:t,node:e};let r=new ee({address:t,family:`ipv6`}).address,i=/^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(r)?.[1];return i===void 0?{kind:`ip`,family:6,canonical:r,legacy:!1,text:t,node:e}:{kind:`ip`,family:4,canonical:i,legacy:!0,text:t,node:e}}function j(e){if(e.kind===`invalid`)return`is not an IP address`;if(e.kind!==`ip`)return;let t=e.family===4?`ipv4`:`ipv6`;return be.find(([n,r,i])=>i===t&&Se(e.canonical,n,r,t))?.[3]}const xe=e=>typeof e.value==`string`?e.value.trim():e.kind===`scalar`?e.source:``;function Se(e,t,n,r){let i=new u;return i.addSubnet(t,n,r),i.check(e,r)}const M=`metallb.io/loadBalancerIPs`,Ce=`metallb.io/allow-shared-ip`,we=`metallb.universe.tf/loadBalancerIPs`,Te=`metallb.universe.tf/allow-shared-ip`,N=`0.14.9`;function Ee(e,t,n){let r=n===4?`ipv4`:`ipv6`,i=new u;try{let[n,a]=e.split(`/`),[o,s]=e.split(`-`).map(e=>e.trim());if(n!==void 0&&a!==void 0)i.addSubnet(n.trim(),Number(a),r);else if(o!==void 0&&s!==void 0)i.addRange(o,s,r);else return!1;return i.check(t,r)}catch{return!1}}const De=[M,we,`kube-vip.io/loadbalancerIPs`,`lbipam.cilium.io/ips`,`io.cilium/lb-ipam-ips`];function P(e){return[...De.map(t=>e.annotation(t)),e.field(`loadBalancerIP`)].flatMap(e=>e.state===`set`?(b(e.node)?.split(`,`)??[]).map(t=>A(e.node,t.trim())):[])}function F(e){let t=e.field(`type`);if(t.state===`unset`)return`ClusterIP`;if(t.state===`unknown`)return`unknown`;let{value:n}=t;return n===null||n===``?`ClusterIP`:n===`ClusterIP`||n===`NodePort`||n===`LoadBalancer`||n===`ExternalName`?n:`unknown`}function I(e){let t=F(e);if(t===`ExternalName`)return`ExternalName`;let n=e.field(`clusterIP`);return t===`ClusterIP`&&n.state===`set`&&n.value===`None`?`headless`:void 0}function Oe(e){let t=ke(e)??Ae(e)??je(e);return t&&{at:e.externalIPs,...t}}function ke({externalIPs:e,addresses:t}){for(let e of t){let t=j(e);if(t!==void 0)return{code:`NOT_LITERAL`,reason:`\`${e.text}\` ${t}`};if(e.kind===`template`)return{code:`NOT_LITERAL`,reason:`\`${e.text}\` is an expression: change the value that it takes`};if(e.kind===`ip`&&(e.legacy||e.family===6&&e.text!==e.canonical))return{code:`NOT_LITERAL`,reason:`\`${e.text}\` is not in its normal form, which is \`${e.canonical}\``}}let n=t.filter(({kind:e})=>e===`placeholder`);if(n.length>1)return{code:`NOT_LITERAL`,reason:`the families of ${n.map(({text:e})=>`\`${e}\``).join(` and `)} are not known`};if(n.length===1&&t.length>1)return{code:`NOT_LITERAL`,reason:`the family of \`${n[0].text}\` is not known`};if(e.kind!==`list`)return{code:`NOT_LITERAL`,reason:`\`${e.source}\` stands for a whole list`};let r=t.map(O),i=r.find((e,t)=>r.indexOf(e)!==t);return i===void 0?void 0:{code:`NOT_LITERAL`,reason:`\`${i}\` is listed twice`}}function Ae(e){let t=F(e);if(t===`unknown`)return{code:`TYPE_UNKNOWN`,reason:`the type of the Service is not known`};if(t!==`LoadBalancer`)return;let n=e.field(`loadBalancerClass`);if(n.state===`set`&&n.value!==null)return{code:`CLASS_IMMUTABLE`,reason:`\`loadBalancerClass\` is \`${d(n.value)}\`, which cannot change on a LoadBalancer`};let r=e.field(`loadBalancerSourceRanges`);if(r.state===`set`&&Array.isArray(r.value)&&r.value.length>0)return{code:`SOURCE_RANGES_NARROW`,reason:"`loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients outside of it would lose their way"};let i=new Set(P(e).map(O)),a=e.addresses.find(e=>i.has(O(e)));return a&&{code:`STATUS_UNKNOWN`,reason:`\`${a.text}\` is requested from the load balancer already; whether it is assigned is written in no file`}}function je(e){let t=[...P(e),...e.addresses];if(t.length>e.addresses.length&&t.some(({kind:e})=>e!==`ip`))return{code:`N_IPS_PER_FAMILY`,reason:`a load balancer is asked for an address already, and the families are not known`};for(let e of[4,6]){let n=t.filter(t=>t.kind===`ip`&&t.family===e);if(n.length>1)return{code:`N_IPS_PER_FAMILY`,reason:`a Service gets one address of each family, and ${n.map(({text:e})=>`\`${e}\``).join(` and `)} are both IPv${e}`}}let n=e.field(`ipFamilyPolicy`),r=e.field(`ipFamilies`),i=r.state===`set`&&Array.isArray(r.value)?r.value.map(d):[],a=n.state===`set`&&(n.value===`PreferDualStack`||n.value===`RequireDualStack`)||i.length>1;if(t.length>1&&!a)return{code:`HALF_DEAD`,reason:"the Service is not dual-stack, so only one of its addresses works today: remove the other, or set `ipFamilyPolicy`"};if(t.length===1&&a)return{code:`FAMILY_MISMATCH`,reason:"the Service is dual-stack, and for a request of one family no address is assigned: request both, or set `ipFamilyPolicy: SingleStack`"};let[o]=t;if(o?.kind===`ip`&&i.length===1&&i[0]!==`IPv${o.family}`)return{code:`DEAD_IP`,reason:`the Service is ${i[0]??``} only, so \`${o.text}\` serves nothing today`}}const L=[`type`,`loadBalancerClass`,`allocateLoadBalancerNodePorts`],Me=function*(e){for(let t of y(e)){if(t.apiVersion!==`v1`||t.kind!==`Service`)continue;let n=t.node.get(`spec`,`externalIPs`);if(!n)continue;let r=Ne(n);r.length>0&&(yield new Pe(e,t,n,r))}};function Ne(e){return e.kind===`list`?e.items().map(e=>A(e)):e.kind===`scalar`&&e.value!==null&&e.value!==``?[A(e)]:[]}var Pe=class{form=`service`;document;externalIPs;addresses;#e;constructor(e,t,n,r){this.document=e,this.#e=t,this.externalIPs=n,this.addresses=r}get resource(){return se(this.#e,this.externalIPs.path,this.form)}get title(){return this.#e.name===void 0?`a Service`:`Service \`${this.#e.name}\``}get ports(){return this.#e.node.get(`spec`,`ports`)?.items().map(e=>({protocol:b(e.get(`protocol`))??`TCP`,port:e.get(`port`)?.value??null}))}field(e){return R(this.#e.node.get(`spec`,e))}annotation(e){return R(this.#e.node.get(`metadata`,`annotations`,e))}plan({set:e,remove:t,annotations:n,commentsTo:r}){let{node:i}=this.#e;if(i.get(`metadata`)?.kind!==`map`)return{refused:"it has no `metadata`"};let a=[...i.path,`metadata`,`annotations`],o=[...i.path,`spec`],s=r===void 0?void 0:[...a,r],c=[...Object.entries(n).map(([e,t])=>({op:`set`,path:[...a,e],value:t})),...Fe(e).map(([e,t,n])=>({op:`set`,path:[...o,e],value:t,place:n===void 0?`first`:{after:n}})),...t.map(e=>({op:`remove`,path:[...o,e],comments:e===`externalIPs`&&s?{moveTo:s}:`stay`}))];return[{document:this.document,ops:c}]}};const R=e=>e?{state:`set`,value:e.value,node:e}:{state:`unset`};function Fe(e){let t=L.filter(t=>e[t]!==void 0),n=Object.keys(e).filter(e=>!L.includes(e));return[...t,...n].map((n,r)=>[n,e[n]??null,t[r-1]??(n===`type`?void 0:`type`)])}const z=[`externalIPs`],Ie=[Me],B=function*(e){for(let t of Ie)yield*t(e)},V=e=>e,H=V({id:`ip-address-pools`,words:[`IPAddressPool`],rare:!0,*read(e){for(let{apiVersion:t,kind:n,name:r=``,namespace:i,node:a}of y(e)){if(n!==`IPAddressPool`||!t.startsWith(`metallb.io/`))continue;let o=a.get(`spec`,`addresses`);yield{value:{name:r,namespace:i,addresses:o?.items().flatMap(e=>b(e)??[])??[]},file:e.file,range:o?.keyRange??a.range}}}});var Le=p({id:`external-ips-to-metallb`,resolves:[`service-external-ips`],askedBy:{to:`metallb`},words:z,facts:[H],docs:{summary:"Asks MetalLB for the addresses of `externalIPs`",before:`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
      spec:
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
        externalIPs:
          - 192.0.2.4 # office uplink
    `,after:`
      apiVersion: v1
      kind: Service
      metadata:
        name: web
        namespace: shop
        annotations:
          metallb.io/loadBalancerIPs: 192.0.2.4 # office uplink
      spec:
        type: LoadBalancer
        allocateLoadBalancerNodePorts: false
        selector: {app: web}
        ports:
          - port: 80
            targetPort: 8080
    `,assumes:[`MetalLB ${N} or later runs in the cluster, and nothing else serves Services without a class`,`a pool holds the addresses, and an advertisement announces them`,`who announces the addresses today stops when MetalLB starts; in between they do not answer`,`no address is one of a node`],refuses:[`NOT_LITERAL: an address is no IP address in its normal form, or an expression; two or more placeholders hide their families`,`TYPE_UNKNOWN: the type of the Service is not known`,"CLASS_IMMUTABLE: `loadBalancerClass` is set, and cannot change on a LoadBalancer","SOURCE_RANGES_NARROW: `loadBalancerSourceRanges` filters the load balancer but not externalIPs, so clients would lose their way",`STATUS_UNKNOWN: the addresses are requested already; whether they are assigned is written in no file`,`N_IPS_PER_FAMILY: MetalLB gives a Service one address of each family`,`HALF_DEAD: an IPv4 and an IPv6 address on a Service that is not dual-stack, so only one works today`,`FAMILY_MISMATCH: one address on a dual-stack Service: MetalLB would assign none`,`DEAD_IP: the family of the address is not one of the Service, so it serves nothing today`,`PORT_CONFLICT: two Services claim one address, protocol and port`,`SHARING_RULES: Services that share an address have traffic policies or pods that MetalLB cannot serve at one address`,`SHARED_GROUP: another Service at the same address cannot move`],references:[`https://metallb.io/usage/`,`https://kep.k8s.io/5707`]},query:B,title:e=>`request ${e.addresses.map(({text:e})=>`\`${e}\``).join(` and `)} from MetalLB instead`,at:({externalIPs:e})=>e,ties:e=>I(e)?[]:e.addresses.map(O),identity:({resource:{kind:e,namespace:t=``,name:n}})=>n===void 0?void 0:[e,t,n].join(`/`),rewrite(e,{facts:t}){if(e.some(I))return[];let n=e.flatMap(e=>Oe(e)??[]);if(n.length>0)return[...n,...U(e,n)];let r=Re(e);if(r)return r;let i=e.some(t=>!k(t,e[0]))?ze(e):void 0,a=e.map(e=>e.plan(Be(e,i))),o=e.flatMap((e,t)=>{let n=a[t];return n&&f(n)?[{at:e.externalIPs,code:`SYNTAX`,reason:n.refused}]:[]});return o.length>0?[...o,...U(e,o)]:{changes:a.flatMap(e=>f(e)?[]:e),assumes:e.flatMap(e=>Ve(e,t))}}});const U=(e,t)=>e.filter(({externalIPs:e})=>!t.some(({at:t})=>t===e)).map(({externalIPs:e})=>({at:e,code:`SHARED_GROUP`,reason:`another Service at the same address stays: ${t[0].reason}`}));function Re(e){let t=ge(e);if(t){let[n,r]=t.claims;return e.map(e=>{let i=e===n?r:n;return{at:e.externalIPs,code:`PORT_CONFLICT`,reason:`\`${t.endpoint}\` is claimed by ${i.title} (${i.document.file.path}) as well: which of the two gets the traffic is undefined`}})}if(!(e.every(t=>k(t,e[0]))||_e(e)))return e.map(({externalIPs:e})=>({at:e,code:`SHARING_RULES`,reason:"Services that share the address differ in `externalTrafficPolicy`, or have `Local` and different pods, which MetalLB cannot serve at one address"}))}function ze(e){let[t]=e.flatMap(e=>[Ce,Te].flatMap(t=>{let n=e.annotation(t);return n.state===`set`&&typeof n.value==`string`?[n.value]:[]}));return t??`external-${e.flatMap(({addresses:e})=>e.map(O)).toSorted()[0]??``}`}function Be(e,t){let n=F(e),r=P(e),i=e.addresses.length+r.length===1?{copyOf:e.addresses[0].node}:[...r,...e.addresses].map(({text:e})=>e).join(`,`),a=e.field(`loadBalancerIP`).state===`set`,o=[Ce,Te].some(t=>e.annotation(t).state===`set`),s=e.annotation(`metallb.universe.tf/loadBalancerIPs`).state===`set`?we:M;return{set:n===`LoadBalancer`?{}:{type:`LoadBalancer`,...n===`ClusterIP`&&{allocateLoadBalancerNodePorts:!1}},remove:[`externalIPs`,...a?[`loadBalancerIP`]:[]],annotations:{...t!==void 0&&!o&&{"metallb.io/allow-shared-ip":t},[s]:i},commentsTo:s}}function Ve(e,t){let{file:n}=e.document,r={file:n,range:e.externalIPs.keyRange??e.externalIPs.range,text:`externalIPs`},i=t.scopesOf(n).flatMap(e=>t.all(H,e)),a=e=>e.kind===`ip`?i.find(({value:t})=>t.addresses.some(t=>Ee(t,e.canonical,e.family)))?.value.name:void 0,o=P(e).length>0,s=e.field(`ipFamilies`);return[{at:r,text:`MetalLB ${N} or later runs in the cluster and serves Services without a class; an older one ignores the annotation and assigns some other address`},...e.addresses.flatMap(e=>{let t=e.text,n=a(e);return[n===void 0?{at:r,subject:t,text:`a pool outside this repository holds and announces {}`}:{at:r,subject:t,text:`an advertisement announces what pool \`${n}\` holds: {}`},{at:r,subject:t,text:`who announces {} today must stop when MetalLB starts; in between there is no answer`},e.kind===`placeholder`?{at:r,subject:t,text:`{} stands for one IP address of the family that the Service has; neither that nor its pool was checked`}:{at:r,subject:t,text:`no node owns {}: MetalLB would take it away from that node`},...e.kind===`ip`&&e.family===6&&s.state!==`set`?[{at:r,subject:t,text:`a Service that does not say its family gets IPv6 in this cluster, as {} needs`}]:[]]}),...F(e)===`LoadBalancer`&&!o?[{at:r,text:`the address that the load balancer assigned by itself so far is given back: whoever uses that one loses it`}]:[]]}const He=[me,Le],W=e=>e,Ue=e=>`keyRange`in e&&e.keyRange||(`range`in e?e.range:e);var We=W({id:`invalid-external-ip`,severity:`error`,fixable:`never`,words:z,docs:{summary:"An entry of `externalIPs` that the API server rejects",why:`
      The API server takes only IP addresses there, and none that is unspecified, loopback, link-local or link-local multicast. One wrong
      entry rejects the whole Service.

      From 1.36 on it also refuses addresses with leading zeros and IPv4 addresses within IPv6 (\`StrictIPCIDRValidation\`). A Service that
      has one already can still be updated; once it is deleted it cannot be made again from this manifest.
    `,bad:[{text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [web.example.com, 127.0.0.1]
        `},{version:`1.36`,text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.04]
        `}],good:[{version:`1.35`,text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            externalIPs: [192.0.2.04, "2001:db8::4", "\${WEB_ADDRESS}"]
        `}],references:[`https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go`,`https://kep.k8s.io/4858`]},query:B,check({addresses:e,title:t,resource:n},{target:r,report:i}){for(let a of e){let e=j(a);e===void 0?a.kind===`ip`&&a.legacy&&h(r,36)&&i({at:a.node,resource:n,message:`\`${a.text}\` in \`externalIPs\` of ${t} is written in a form that Kubernetes 1.36 refuses`,label:`rejected in a new Service`,help:`write \`${a.canonical}\` if that is the address; a Service that has it today can be updated, but not made again`}):i({at:a.node,resource:n,message:`\`${a.text}\` in \`externalIPs\` of ${t} ${e}`,label:`the API server rejects the Service`})}}});const G={map:`a map of names to values`,list:"a list of `name` and `value`"};var Ge=W({id:`kubeadm-extra-args-shape`,severity:`error`,fixable:`sometimes`,words:S,docs:{summary:`Extra arguments as a map where kubeadm wants a list, or the reverse`,why:'\n      Up to `v1beta3` kubeadm reads `extraArgs` and `kubeletExtraArgs` as a map of names to values; `v1beta4` reads a list of `name` and\n      `value`. The other form is an error in `kubeadm init`, `join` and `upgrade`: "cannot unmarshal object into Go struct field … of type\n      []v1beta4.Arg". A widely copied sample that sets `peer-ca-file` has a map under `v1beta4`.\n    ',bad:[{text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              peer-ca-file: "/etc/kubernetes/pki/ca.crt"
        `},{text:`
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: JoinConfiguration
          nodeRegistration:
            kubeletExtraArgs:
              - name: v
                value: "4"
        `}],good:[{text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          apiServer:
            extraArgs:
              - name: peer-ca-file
                value: "/etc/kubernetes/pki/ca.crt"
        `}],fixSafety:`
      Safe: today kubeadm rejects the file. If a \`peer-…\` flag is among the arguments, the fix would make it take effect: then it is unsafe where the
      version that runs is known to be 1.36 or later, and else only shown.
    `,references:[`https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/`,`https://github.com/kubernetes/kubeadm/issues/3067`]},query:w,check(e,{document:t,report:n}){let{node:r,name:i,kubeadm:{apiVersion:a,kind:o,extraArgsShape:s,root:c}}=e;if(!s||r.value===null||r.kind===s)return;let l=Ke(e,t);n({at:r,message:`\`${i}\` is ${r.kind===`scalar`?`a single value`:`a ${r.kind}`}, and \`${a}\` wants ${G[s]}`,label:`kubeadm rejects this ${o}`,related:[{file:t.file,range:c.get(`apiVersion`)?.range??r.range,text:`wants ${G[s]}`}],help:l&&`with the right shape the \`peer-…\` flag takes effect: ${l}`,resource:{apiVersion:a,kind:o,path:r.path,form:`kubeadm`},fix:r.kind===`scalar`?{refused:`what the single value means is not known`}:{title:`write it as ${G[s]}`,applicability:l===void 0?K(e)?`unsafe`:`safe`:`manual`,plan:{changes:[{document:t,ops:[{op:`reshape`,path:r.path,to:s,key:`name`,value:`value`}]}]}}})}});const K=({node:e,name:t})=>t===`apiServer.extraArgs`&&T(e).some(({name:e})=>e.startsWith(`peer-`));function Ke(e,t){let[n]=K(e)?D(t):[];return n&&v(n)?.reason}var qe=W({id:`kubeadm-extra-args-type`,severity:`error`,fixable:`sometimes`,words:S,docs:{summary:`An extra argument for kubeadm whose value is not a string`,why:'\n      Every value of `extraArgs` and `kubeletExtraArgs` is a string. `v: 5` or `profiling: false` without quotes, and `yes` or `on` too, is\n      an error in `kubeadm init`, `join` and `upgrade`: "cannot unmarshal number into Go struct field … of type string".\n    ',bad:[{text:`
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: ClusterConfiguration
          controllerManager:
            extraArgs:
              v: 5
              profiling: false
        `},{text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: InitConfiguration
          nodeRegistration:
            kubeletExtraArgs:
              - name: rotate-server-certificates
                value: yes
        `}],good:[{text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          controllerManager:
            extraArgs:
              - name: v
                value: "5"
        `}],fixSafety:`Safe: today kubeadm rejects the file. The quotes go around the value as it is written.`,references:[`https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/`]},query:w,check({node:e,name:t,kubeadm:{apiVersion:n,kind:r}},{document:i,report:a}){for(let{name:o,value:s}of T(e)){let e=Je(s.value);e!==void 0&&a({at:s.range,message:`\`${o}\` in \`${t}\` is ${e}, and kubeadm takes only strings`,label:`kubeadm rejects this ${r}`,resource:{apiVersion:n,kind:r,path:s.path,form:`kubeadm`},fix:s.kind===`scalar`?{title:`quote \`${s.source}\``,applicability:`safe`,plan:{changes:[{document:i,ops:[{op:`set`,path:s.path,value:s.source}]}]}}:{refused:`what ${e} means as an argument is not known`}})}}});function Je(e){if(e!==null&&typeof e!=`string`)return typeof e==`object`?Array.isArray(e)?`a list`:`a map`:`a ${typeof e}`}var Ye=W({id:`missing-peer-ca-file`,severity:`by-version`,severities:`warning where several API servers run 1.36 or later, else info; nothing before 1.36`,fixable:`sometimes`,words:E,docs:{summary:"A kube-apiserver without `--peer-ca-file`, so that the Mixed Version Proxy does nothing",why:`
      While a control plane is upgraded, its API servers serve different sets of APIs, and a request that reaches the wrong one gets 404.
      From 1.36 on the Mixed Version Proxy is on by default and hands such requests to a peer, but only where \`--peer-ca-file\` tells it how
      to verify that peer. Without the flag nothing is proxied, and nothing is logged.

      The flag at the wrong time does harm: kube-apiserver before 1.36 does not start with it, unless the gate
      \`UnknownVersionInteroperabilityProxy\` is set. So the order is: upgrade every API server, then add the flag.
    `,bad:[{text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.2
          controlPlaneEndpoint: api.example.com:6443
          apiServer:
            extraArgs:
              - name: authorization-mode
                value: Node,RBAC
        `}],good:[{text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.2
          controlPlaneEndpoint: api.example.com:6443
          apiServer:
            extraArgs:
              - name: peer-ca-file
                value: /etc/kubernetes/pki/ca.crt
        `},{version:`1.35`,text:`
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.35.4
        `}],advice:"\n      The CA is the one that issued the serving certificates of the API servers: `ca.crt` in kubeadm's `certificatesDir`, not the front-proxy CA\n      and not etcd's. A change of kubeadm's configuration reaches the API servers with the next `kubeadm upgrade`, or with\n      `kubeadm init phase control-plane apiserver` on each node.\n\n      To check that it works: a proxied response carries the header `x-kubernetes-peer-proxied: true`, and `apiserver_rerouted_request_total` counts it.\n    ",fixSafety:`
      Unsafe: it restarts kube-apiserver with a new flag. Written only where the version that runs is known to be 1.36 or later and nothing
      turns the gate off.
    `,references:[`https://kep.k8s.io/4020`,`https://kubernetes.io/docs/concepts/architecture/mixed-version-proxy/`]},query:D,check(e,{target:t,document:n,report:r}){if(!h(t,36)||_(e,`peer-ca-file`))return;let{highAvailability:{because:i}}=e;r({at:e.at,severity:Xe(e),message:"kube-apiserver has no `--peer-ca-file`, so the Mixed Version Proxy does nothing",label:`requests for an API that this server does not know yet get 404 while the control plane is upgraded`,related:i?[{file:n.file,range:i.keyRange??i.range,text:`tells that several API servers share the work`}]:[],help:Ze(e),resource:e.resource})}});function Xe(e){return e.version!==void 0&&!v(e)&&e.highAvailability.answer===`yes`?`warning`:`info`}function Ze({version:e}){if(e&&!h(e,36))return`upgrade every kube-apiserver to 1.36 first: ${g(e)} does not start with the flag`;if(!e)return`add it once every kube-apiserver runs 1.36 or later: an older one does not start with it`}const q=V({id:`external-ips-opt-ins`,words:[`AllowServiceExternalIPs`],rare:!0,*read(e){for(let{apiVersion:t,kind:n,node:r}of y(e)){let i=r.get(`featureGates`,`AllowServiceExternalIPs`);n===`KubeProxyConfiguration`&&t.startsWith(`kubeproxy.config.k8s.io/`)&&i?.value===!0&&(yield{value:!0,file:e.file,range:i.keyRange??i.range})}}});var Qe=W({id:`service-external-ips`,severity:`by-version`,severities:"info before 1.36, warning from 1.36, error from 1.40 (warning up to 1.42 where a KubeProxyConfiguration sets `AllowServiceExternalIPs: true`)",fixable:`sometimes`,words:z,facts:[q,H],docs:{summary:"A Service takes addresses through the deprecated `spec.externalIPs`",why:"\n      Whoever may write a Service may put any address into `externalIPs`, and every node then takes the traffic of that address\n      (CVE-2020-8554). Kubernetes 1.36 deprecates the field: by the plan of KEP 5707 kube-proxy stops serving it by default in 1.40,\n      where its gate `AllowServiceExternalIPs` brings it back, and for good in 1.43.\n\n      The API server goes on accepting the field, so nothing fails loudly: the object looks healthy and its traffic stops.\n\n      Only this field is deprecated. A Node's address of type `ExternalIP`, `--node-external-ip` of k3s,\n      `--kubelet-preferred-address-types`, `status.loadBalancer.ingress`, `spec.addresses` of a Gateway, and the column\n      `EXTERNAL-IP` of `kubectl get services` are not, and are never reported. Neither is an empty list.\n    ",bad:[{text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
          spec:
            type: ClusterIP
            ports:
              - port: 80
                targetPort: 8080
            externalIPs: ["192.0.2.4"]
        `}],good:[{text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: web
            annotations:
              metallb.io/loadBalancerIPs: "192.0.2.4"
          spec:
            type: LoadBalancer
            allocateLoadBalancerNodePorts: false
            ports:
              - port: 80
                targetPort: 8080
        `}],advice:"\n      `kubemend --fix --to metallb` asks MetalLB for the same addresses. See first what it would write: `kubemend --diff --to metallb`.\n      Until then, find out who announces the address today (a static route, keepalived, a secondary address of a node): no manifest says it.\n    ",fixSafety:`
      Where the traffic goes next is a choice, so there is no fix without \`--to\`. A migration is unsafe by its nature: another
      program answers for the address afterwards.
    `,references:[`https://kep.k8s.io/5707`,`https://kubernetes.io/docs/concepts/services-networking/service/#external-ips`,`https://nvd.nist.gov/vuln/detail/CVE-2020-8554`]},query:B,check(e,t){if(I(e))return;let n=new Set(P(e).map(({text:e})=>e)),{file:r}=t.document;t.report({at:e.externalIPs,severity:$e(t),message:`${e.title} takes addresses through the deprecated \`externalIPs\``,label:et(t.target),related:e.addresses.map(({node:e,text:t})=>({file:r,range:e.range,text:n.has(t)?`\`${t}\` is requested from a load balancer as well`:`\`${t}\` reaches the Service only through this list`})),help:tt(e,t),resource:e.resource})}});function $e({target:e,facts:t,document:n}){return h(e,36)?h(e,40)?t.scopesOf(n.file).every(e=>t.all(q,e).length>0)&&!h(e,43)?`warning`:`error`:`warning`:`info`}function et(e){return h(e,43)?`kube-proxy does not serve this field from Kubernetes 1.43 on`:h(e,40)?`kube-proxy does not serve this field by default from Kubernetes 1.40 on`:`kube-proxy stops serving this field by default in Kubernetes 1.40`}function tt({document:e},{facts:t}){let[n]=t.scopesOf(e.file).flatMap(e=>t.all(H,e));return`\`kubemend --fix --to metallb\` moves it to a load balancer${n?`; the repository already runs MetalLB (${n.file.path})`:``}`}const nt=[We,Ge,qe,Ye,Qe,W({id:`service-external-ips-ignored`,severity:`warning`,fixable:`always`,words:z,docs:{summary:"`externalIPs` on a headless or ExternalName Service, where it does nothing",why:`
      kube-proxy serves nothing for a headless Service or one of type ExternalName, and the API server warns that the field is ignored
      there. Whoever reads the manifest believes that the address works.
    `,bad:[{text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: db
          spec:
            clusterIP: None
            externalTrafficPolicy: Cluster
            ports:
              - port: 5432
            externalIPs:
              - 192.0.2.30
        `},{text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: legacy
          spec:
            type: ExternalName
            externalName: db.example.com
            externalIPs: [192.0.2.31]
        `}],good:[{text:`
          apiVersion: v1
          kind: Service
          metadata:
            name: db
          spec:
            clusterIP: None
            ports:
              - port: 5432
        `}],fixSafety:"\n      Nothing serves the addresses, so nothing changes when they go. `externalTrafficPolicy` goes with them on a headless Service: without\n      `externalIPs` the API server rejects it there.\n    ",references:[`https://kep.k8s.io/5707`]},query:B,check(e,{report:t}){let n=I(e);if(!n)return;let r=n===`headless`&&e.field(`externalTrafficPolicy`).state===`set`?[`externalTrafficPolicy`]:[],i=e.plan({set:{},remove:[`externalIPs`,...r],annotations:{}});t({at:e.externalIPs,message:`\`externalIPs\` does nothing on ${e.title}: it is ${n===`headless`?`headless`:`of type ExternalName`}`,label:`no node takes traffic for these addresses`,resource:e.resource,fix:f(i)?i:{title:`remove \`externalIPs\`${r.length>0?" and `externalTrafficPolicy`, which is invalid without it":``}`,applicability:`safe`,plan:{changes:i}}})}}),W({id:`syntax`,severity:`warning`,fixable:`never`,words:`all-others`,docs:{summary:`A file that cannot be read past a point`,why:`
      What cannot be read cannot be checked, and Kubernetes would not take it either. Only documents that hold a word of another rule are read,
      so this is no check of all files. Templates are told apart and listed as skipped.
    `,bad:[{text:`
          apiVersion: v1
          kind: Service
          spec:
            externalIPs: [192.0.2.4
            type: ClusterIP
        `}],good:[{text:`
          apiVersion: v1
          kind: Service
          spec:
            externalIPs: []
        `}],references:[`https://yaml.org/spec/1.2.2/`]},*query(e){let[t]=e.errors;t&&(yield t)},check({message:e,range:t},{report:n}){n({at:t,message:`the file cannot be read past this point: ${e}`,label:`nothing from here on is checked`})}})],J=[`info`,`warning`,`error`],Y=(e,t)=>J.indexOf(e)>=J.indexOf(t),rt=({text:e,subject:t})=>t===void 0?e:e.replaceAll(`{}`,`\`${t}\``),X=(e,t)=>s(e,t).split(c).join(`/`),Z=[`.yaml`,`.yml`,`.json`];function Q(e){let t=e.toLowerCase();return Z.some(e=>t.endsWith(e))}const it=/* @__PURE__ */ new Set([`.git`,`node_modules`]),at={GIT_DIR:void 0,GIT_WORK_TREE:void 0,GIT_INDEX_FILE:void 0};function ot(e){let t=r(e);for(let e=t;;e=a(e)){if(lt(e))return e;if(e===a(e))return t}}function st(e){let t=r(e);return ct(ot(t),t).toSorted()}function ct(e,t){let n=ut(e)??ft(e),r=X(t,e);return r===``?n:r.startsWith(`..`)?n.map(n=>X(t,o(e,n))):n.map(e=>`${r}/${e}`)}function lt(t){let n=o(t,`.git`);return e(o(n,`HEAD`))||i(n,{throwIfNoEntry:!1})?.isFile()===!0}function ut(e){let{status:t,stdout:n}=re(`git`,[`ls-files`,`-z`,`--cached`,`--others`,`--exclude-standard`],{cwd:e,encoding:`utf8`,env:{...l,...at},maxBuffer:1/0,stdio:[`ignore`,`pipe`,`ignore`],windowsHide:!0});if(t===0)return[...new Set(n.split(`\0`).filter(Q))].filter(t=>dt(o(e,t)))}function dt(e){if(e.includes(`�`))return!0;try{let n=t(e,{throwIfNoEntry:!1});return n?.isSymbolicLink()?!mt(e):n!==void 0&&!n.isDirectory()}catch(e){return e.code!==`ENOTDIR`}}function ft(e){let t=[],n=[``];for(let r=n.pop();r!==void 0;r=n.pop()){let i=pt(o(e,r));!i&&r&&t.push(r);for(let a of i??[]){let i=r?`${r}/${a.name}`:a.name;a.isDirectory()?it.has(a.name)||n.push(i):Q(i)&&!(a.isSymbolicLink()&&mt(o(e,i)))&&t.push(i)}}return t}function pt(e){try{return n(e,{withFileTypes:!0})}catch{return}}function mt(e){try{return i(e).isDirectory()}catch{return!1}}function ht(e){if(e.length<2)return;let t=e.readUInt16BE(0);if(t===65534)return e.toString(`utf16le`);if(t===65279)return Buffer.from(e.subarray(0,e.length&-2)).swap16().toString(`utf16le`)}const gt=/\r(?!\n)/;function _t(e,t){let n=ht(t);if(n!==void 0)return{path:e,text:n,readOnly:`it is UTF-16`};if(t.includes(0))return{reason:`a binary file`};if(!ie(t))return{path:e,text:t.toString(`latin1`),readOnly:`it is not UTF-8`};let r=t.toString(`utf8`);return gt.test(r)?{path:e,text:r,readOnly:`it has line ends of a lone carriage return`}:{path:e,text:r}}function vt(e,t){let n=t.toSorted((e,t)=>e.range.start-t.range.start||e.range.end-t.range.end),r=``,i=0,a=-1;for(let{range:t,newText:o}of n){if(t.start<i||t.start===a||t.end<t.start||t.end>e.length)throw RangeError(`edits overlap at offset ${t.start}`);r+=e.slice(i,t.start)+o,i=t.end,a=t.start}return r+e.slice(i)}function yt(e){let t=e.indexOf(`
`);return t>0&&e[t-1]===`\r`?`\r
`:`
`}const bt=e=>+(e.charCodeAt(0)===65279),$=/* @__PURE__ */ new WeakMap;function xt(e,t){let n=Ct(e),r=0,i=n.length-1;for(;r<i;){let e=r+i+1>>1;n[e]<=t?r=e:i=e-1}return{line:r+1,column:Math.max(0,t-n[r])+1}}function St(e,t){let n=Ct(e);return e.text.slice(n[t-1]??e.text.length,n[t]??e.text.length).replace(/\r?\n$/,``)}function Ct(e){let t=$.get(e);if(t)return t;let n=[bt(e.text)];for(let t=e.text.indexOf(`
`);t!==-1;t=e.text.indexOf(`
`,t+1))n.push(t+1);return $.set(e,n),n}const wt=/^[^\s.[\]"']+$/,Tt=e=>e.map(Et).join(``).replace(/^\./,``);function Et(e){return typeof e==`number`?`[${e}]`:wt.test(e)?`.${e}`:`[${JSON.stringify(e)}]`}const Dt=e=>typeof e==`object`&&!!e&&`copyOf`in e,Ot=e=>Array.isArray(e),kt=(e,t)=>t.every((t,n)=>e[n]===t),At=(e,t)=>`${e} ${t}${e===1?``:`s`}`,jt=({quiet:e,minSeverity:t})=>e?`error`:t;function Mt(e,t){let n=jt(t);return e.diagnostics.filter(({severity:e})=>Y(e,n))}function Nt(e){let t={info:0,warning:0,error:0};for(let{severity:n}of e)t[n]++;return t}const Pt=/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,Ft=e=>e.replace(Pt,e=>It(e.codePointAt(0)));function It(e){return e<32?String.fromCodePoint(9216+e):e===127?`␡`:`<U+${e.toString(16).toUpperCase().padStart(4,`0`)}>`}export{g as A,J as C,Ue as D,nt as E,ae as M,f as N,He as O,X as S,Y as T,ct as _,At as a,Z as b,Ot as c,bt as d,yt as f,ht as g,_t as h,jt as i,m as j,oe as k,Tt as l,xt as m,Nt as n,kt as o,St as p,Mt as r,Dt as s,Ft as t,vt as u,st as v,rt as w,Q as x,ot as y};