import codemod from '../../codemods/external-ips-to-gateway.ts';
import { testCodemod } from './tester.ts';
import { gatewayCases } from './external-ips-to-gateway.cases.ts';

testCodemod(codemod, gatewayCases);
