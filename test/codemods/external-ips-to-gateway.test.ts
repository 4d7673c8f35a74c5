import codemod from '../../codemods/external-ips-to-gateway.ts';
import { testCodemod } from '../../src/testing/test-codemod.ts';
import { gatewayCases } from './external-ips-to-gateway.cases.ts';

testCodemod(codemod, gatewayCases);
