import { defineFact, type Fact } from '../core/fact.ts';
import { CILIUM } from '../kubernetes/cilium.ts';
import { installationsOf, type Installation, type Program } from '../kubernetes/installations.ts';
import { KUBE_VIP } from '../kubernetes/kube-vip.ts';

/** What installs a program in the repository. */
const installed = (program: Program): Fact<Installation> =>
  defineFact<Installation>({
    id: `installations of ${program.name}`,
    words: program.words,
    *read(document) {
      for (const installation of installationsOf(program, document))
        yield { value: installation, file: document.file, range: installation.at.range };
    },
  });

export const ciliumInstallations = installed(CILIUM);

export const kubeVipInstallations = installed(KUBE_VIP);
