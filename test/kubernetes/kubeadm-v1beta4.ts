/**
 * The types of kubeadm.k8s.io/v1beta4, field by field from https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 * and kubernetes cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go, written by hand so that what the codemod writes is held against
 * something that knows nothing of it.
 */
type Type = 'string' | 'boolean' | 'integer' | 'duration' | 'any' | { readonly list: Type } | { readonly map: Type } | Fields;

interface Fields {
  readonly fields: { readonly [name: string]: Type };
}

const struct = (fields: Fields['fields']): Fields => ({ fields });
const list = (item: Type): Type => ({ list: item });
const strings = list('string');

const args = list(struct({ name: 'string', value: 'string' }));
const envs = list(struct({ name: 'string', value: 'string', valueFrom: 'any' }));
const volumes = list(struct({ name: 'string', hostPath: 'string', mountPath: 'string', readOnly: 'boolean', pathType: 'string' }));
const component = { extraArgs: args, extraVolumes: volumes, extraEnvs: envs };
const image = { imageRepository: 'string', imageTag: 'string' } as const;
const endpoint = struct({ advertiseAddress: 'string', bindPort: 'integer' });
const patches = struct({ directory: 'string' });

const nodeRegistration = struct({
  name: 'string',
  criSocket: 'string',
  taints: list(struct({ key: 'string', value: 'string', effect: 'string', timeAdded: 'string' })),
  kubeletExtraArgs: args,
  ignorePreflightErrors: strings,
  imagePullPolicy: 'string',
  imagePullSerial: 'boolean',
});

const timeouts = struct({
  controlPlaneComponentHealthCheck: 'duration',
  kubeletHealthCheck: 'duration',
  kubernetesAPICall: 'duration',
  etcdAPICall: 'duration',
  tlsBootstrap: 'duration',
  discovery: 'duration',
  upgradeManifests: 'duration',
});

const upgrade = {
  certificateRenewal: 'boolean',
  dryRun: 'boolean',
  etcdUpgrade: 'boolean',
  ignorePreflightErrors: strings,
  patches,
  skipPhases: strings,
  imagePullPolicy: 'string',
  imagePullSerial: 'boolean',
} as const;

const unstable = {
  kubernetesVersion: 'string',
  allowExperimentalUpgrades: 'boolean',
  allowRCUpgrades: 'boolean',
  printConfig: 'boolean',
} as const;

const header = { apiVersion: 'string', kind: 'string' } as const;

const KINDS: Readonly<Record<string, Type>> = {
  InitConfiguration: struct({
    ...header,
    bootstrapTokens: list(
      struct({ token: 'string', description: 'string', ttl: 'duration', expires: 'string', usages: strings, groups: strings }),
    ),
    dryRun: 'boolean',
    nodeRegistration,
    localAPIEndpoint: endpoint,
    certificateKey: 'string',
    skipPhases: strings,
    patches,
    timeouts,
  }),
  ClusterConfiguration: struct({
    ...header,
    etcd: struct({
      local: struct({ ...image, dataDir: 'string', extraArgs: args, extraEnvs: envs, serverCertSANs: strings, peerCertSANs: strings }),
      external: struct({ endpoints: strings, httpEndpoints: strings, caFile: 'string', certFile: 'string', keyFile: 'string' }),
    }),
    networking: struct({ serviceSubnet: 'string', podSubnet: 'string', dnsDomain: 'string' }),
    kubernetesVersion: 'string',
    controlPlaneEndpoint: 'string',
    apiServer: struct({ ...component, certSANs: strings }),
    controllerManager: struct(component),
    scheduler: struct(component),
    dns: struct({ ...image, disabled: 'boolean' }),
    proxy: struct({ disabled: 'boolean' }),
    certificatesDir: 'string',
    imageRepository: 'string',
    featureGates: { map: 'boolean' },
    clusterName: 'string',
    encryptionAlgorithm: 'string',
    certificateValidityPeriod: 'duration',
    caCertificateValidityPeriod: 'duration',
  }),
  JoinConfiguration: struct({
    ...header,
    dryRun: 'boolean',
    nodeRegistration,
    caCertPath: 'string',
    discovery: struct({
      bootstrapToken: struct({
        token: 'string',
        apiServerEndpoint: 'string',
        caCertHashes: strings,
        unsafeSkipCAVerification: 'boolean',
      }),
      file: struct({ kubeConfigPath: 'string' }),
      tlsBootstrapToken: 'string',
    }),
    controlPlane: struct({ localAPIEndpoint: endpoint, certificateKey: 'string' }),
    skipPhases: strings,
    patches,
    timeouts,
  }),
  ResetConfiguration: struct({
    ...header,
    cleanupTmpDir: 'boolean',
    certificatesDir: 'string',
    criSocket: 'string',
    dryRun: 'boolean',
    force: 'boolean',
    ignorePreflightErrors: strings,
    skipPhases: strings,
    unmountFlags: strings,
    timeouts,
  }),
  UpgradeConfiguration: struct({
    ...header,
    apply: struct({ ...upgrade, ...unstable, forceUpgrade: 'boolean' }),
    diff: struct({ kubernetesVersion: 'string', contextLines: 'integer' }),
    node: struct(upgrade),
    plan: struct({ ...unstable, dryRun: 'boolean', ignorePreflightErrors: strings, etcdUpgrade: 'boolean' }),
    timeouts,
  }),
};

/** What kubeadm would say about a document of v1beta4: unknown fields and wrong types. */
export function complaintsAbout(document: unknown): readonly string[] {
  const { apiVersion, kind } = document as { readonly apiVersion?: unknown; readonly kind?: unknown };
  if (apiVersion !== 'kubeadm.k8s.io/v1beta4') return [`${String(apiVersion)} is no kubeadm.k8s.io/v1beta4`];
  const type = KINDS[String(kind)];
  return type ? [...complaints(document, type, '')] : [`${String(kind)} is no kind`];
}

function* complaints(value: unknown, type: Type, path: string): Generator<string> {
  // Go takes null for nothing said.
  if (value === null || type === 'any') return;
  if (typeof type === 'string') {
    if (!isOf(value, type)) yield `${path} is ${JSON.stringify(value)}, and no ${type}`;
  } else if ('list' in type) {
    if (!Array.isArray(value)) yield `${path} is no list`;
    else for (const [index, item] of value.entries()) yield* complaints(item, type.list, `${path}[${index}]`);
  } else if (typeof value !== 'object' || Array.isArray(value)) yield `${path} is no map`;
  else
    for (const [key, member] of Object.entries(value)) {
      const known = 'map' in type ? type.map : Object.hasOwn(type.fields, key) ? type.fields[key] : undefined;
      if (known === undefined) yield `${path}.${key} is no field`;
      else yield* complaints(member, known, `${path}.${key}`);
    }
}

function isOf(value: unknown, type: 'string' | 'boolean' | 'integer' | 'duration'): boolean {
  if (type === 'integer') return Number.isInteger(value);
  // A placeholder is filled in before kubeadm reads the file.
  if (type === 'duration') return typeof value === 'string' && /^(?:(?:\d+(?:\.\d+)?(?:h|m|s|ms|us|ns))+|0|\$\{.*\})$/.test(value);
  return typeof value === type;
}
