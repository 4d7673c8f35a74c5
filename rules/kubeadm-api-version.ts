import type { Severity } from '../src/core/diagnostic.ts';
import { defineRule, type Finding } from '../src/core/rule.ts';
import { formatVersion, isAtLeast, type KubernetesVersion } from '../src/core/version.ts';
import { kindJsonPatches, type KindJsonPatch } from '../src/kubernetes/kind.ts';
import { KUBEADM_WORDS, kubeadmDocument, type KubeadmDocument } from '../src/kubernetes/kubeadm.ts';
import { apiVersionOf } from '../src/kubernetes/kubeadm/migration.ts';
import { apiOfKind, hasTwin, isKindPatch } from '../src/kubernetes/kubeadm/stream.ts';
import { CURRENT_API, CURRENT_API_SINCE, isPlaceholder, receptionOf, saidVersion } from '../src/kubernetes/kubeadm/versions.ts';
import { runs } from '../src/kubernetes/runs.ts';

export default defineRule({
  id: 'kubeadm-api-version',
  severity: 'by-version',
  severities: 'error where the kubeadm of the target does not read the version, warning where it warns, or where kind drops a patch',
  fixable: 'sometimes',
  words: KUBEADM_WORDS,
  settings: [runs],

  docs: {
    summary: 'A version of the kubeadm configuration API that kubeadm no longer reads, or warns about',
    why: `
      A kubeadm reads the newest version of its configuration API and at most one older: \`v1beta3\` is deprecated from 1.31 and removed in 1.37,
      \`v1beta2\` has been gone since 1.27. With a version that is gone \`kubeadm init\` and \`join\` stop: "your configuration file uses an old API
      spec". New nodes cannot join, and a cluster cannot be built again, until the file is moved.

      kind writes the configuration itself, and silently drops a patch in \`kubeadmConfigPatches\` or \`kubeadmConfigPatchesJSON6902\` that names another version than it writes:
      \`v1beta4\` for Kubernetes 1.36 and later, \`v1beta3\` before.
    `,
    bad: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.2
          apiServer:
            extraArgs:
              authorization-mode: Node,RBAC
        `,
      },
      {
        text: `
          kind: Cluster
          apiVersion: kind.x-k8s.io/v1alpha4
          kubeadmConfigPatches:
            - |
              apiVersion: kubeadm.k8s.io/v1beta3
              kind: ClusterConfiguration
              apiServer:
                extraArgs:
                  v: "4"
        `,
      },
    ],
    good: [
      {
        text: `
          apiVersion: kubeadm.k8s.io/v1beta4
          kind: ClusterConfiguration
          kubernetesVersion: v1.36.2
          apiServer:
            extraArgs:
              - name: authorization-mode
                value: Node,RBAC
        `,
      },
      {
        version: '1.30',
        text: `
          apiVersion: kubeadm.k8s.io/v1beta3
          kind: JoinConfiguration
        `,
      },
    ],
    advice: `
      \`kubeadm config migrate\` of 1.31 to 1.36 writes \`v1beta4\` too, but drops every comment and placeholder, writes out all defaults and sorts the
      fields. The result of either is checked by \`kubeadm config validate --config FILE\`. Move the files after the oldest kubeadm that reads them is
      1.31, and before the first one is 1.37.
    `,
    fixSafety: `
      Unsafe: a kubeadm before 1.31 does not read \`v1beta4\`. Not offered where \`kubernetesVersion\`, or \`runs\` of the configuration, is older than that.
    `,
    references: [
      'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
      'https://github.com/kubernetes/kubernetes/pull/136016',
      'https://kind.sigs.k8s.io/docs/user/configuration/#kubeadm-config-patches',
    ],
  },

  *query(document): Generator<KubeadmDocument | KindJsonPatch> {
    const kubeadm = kubeadmDocument(document);
    for (const found of kubeadm ? [kubeadm] : kindJsonPatches(document)) if (!isPlaceholder(found.apiVersion)) yield found;
  },

  check(found, { target, document, settings, report }) {
    const { apiVersion, kind } = found;
    const said =
      'at' in found
        ? sayAboutJsonPatch(found, target)
        : isKindPatch(found)
          ? sayAboutPatch(found, target)
          : sayAbout(found, target, saidVersion(found) ?? settings.of(runs, document.file));
    if (!said) return;
    const at = 'at' in found ? found.at : apiVersionOf(found);
    report({ ...said, at, resource: { apiVersion, kind, path: at.path, form: 'at' in found ? 'kind' : 'kubeadm' } });
  },
});

type Said = Pick<Finding, 'message' | 'label' | 'help'> & { readonly severity: Severity };

function sayAbout({ apiVersion }: KubeadmDocument, target: KubernetesVersion, running: KubernetesVersion | undefined): Said | undefined {
  const reception = receptionOf(apiVersion, target);
  const help =
    running && !isAtLeast(running, CURRENT_API_SINCE)
      ? `upgrade kubeadm to 1.${CURRENT_API_SINCE} first, which reads both; then move the whole file to \`${CURRENT_API}\``
      : `move the whole file to \`${CURRENT_API}\`, which kubeadm reads from 1.${CURRENT_API_SINCE} on`;
  const rejected = { severity: 'error', message: `kubeadm ${formatVersion(target)} does not read \`${apiVersion}\`` } as const;
  switch (reception.answer) {
    case 'read':
      return undefined;
    case 'deprecated':
      return {
        severity: 'warning',
        message: `\`${apiVersion}\` is deprecated, and kubeadm reads it no more from 1.${reception.goes} on`,
        label: `kubeadm warns about it since 1.${reception.minor}`,
        help,
      };
    case 'removed':
      return { ...rejected, label: `removed in 1.${reception.minor}`, help };
    case 'too-new':
      return {
        ...rejected,
        label: `read from 1.${reception.minor} on`,
        help: 'use the version that this kubeadm writes, or upgrade first',
      };
    case 'unknown':
      return { ...rejected, label: 'no version that kubeadm reads has this name', help: `the newest one is \`${CURRENT_API}\`` };
  }
}

function sayAboutPatch(kubeadm: KubeadmDocument, target: KubernetesVersion): Said | undefined {
  const written = apiOfKind(target);
  return kubeadm.apiVersion === written || hasTwin(kubeadm, written)
    ? undefined
    : { ...dropped(written, target), help: 'remove `apiVersion` from the patch: then it is applied whatever version kind writes' };
}

function sayAboutJsonPatch({ versions }: KindJsonPatch, target: KubernetesVersion): Said | undefined {
  const written = apiOfKind(target);
  return versions.includes(written)
    ? undefined
    : {
        ...dropped(written, target),
        help: `write \`version: ${written.replace(/^.*\//, '')}\`, and the paths as that version has them: extra arguments are a list from \`v1beta4\` on`,
      };
}

const dropped = (written: string, target: KubernetesVersion) =>
  ({
    severity: 'warning',
    message: `kind drops this patch for Kubernetes ${formatVersion(target)}, and does not say so`,
    label: `kind writes \`${written}\` there, and applies patches of that version only`,
  }) as const;
