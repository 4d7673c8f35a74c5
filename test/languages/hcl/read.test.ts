import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse as hcl2json } from '@cdktf/hcl2json';
import { dedent } from '../../../src/core/dedent.ts';
import { languageOf } from '../../../src/testing/memory-tree.ts';

const test = suite('reading HCL');

const TEXT = dedent(String.raw`
  // c1
  /* c2
   */
  locals {
    a = "x"
    b = "x-${'${var.y}'}"
    c = var.z
    d = "${'${var.q}'}"
    e = "$${'${lit}'} \"q\" \n \u00e9"
    f = -1
    g = 1.50
    h = null
    i = [1, "a", var.b, [for x in var.l : x]]
    j = { "k" = 1, l : 2, (var.m) = 3, "n${'${var.o}'}" = 4, "p q" = true, 5 = 6 }
    k = <<EOT
  line ${'${var.x}'}
    $${'${esc}'} \n
  EOT
    l = <<-EOT
      a: b

        c: d
    EOT
    m = yamlencode({ a = 1
      b = [2]  # cc
    })
    n = cond ? 1 : 2
    o = "a\\b"
    r = (var.x)
    s = 1e3
    t = ["${'${var.x}'}", "y"]
    list-of-words = {}
  }
  resource "kubernetes_service" "web" {
    metadata {
      name = "w"
    }
    spec {
      port {
        port = 80
      }
      external_ips = ["192.0.2.1"] // x
      port {
        port = 81
      }
    }
    dynamic "x" {
      for_each = []
      content { a = 1 }
    }
  }
  resource kubernetes_service web2 {}
  terraform {}
`);

const documentOf = (text: string) => languageOf({ path: 'main.tf', text }).parse({ path: 'main.tf', text }).documents[0]!;

test('says what the parser of Terraform says', async () => {
  const document = documentOf(TEXT);
  assert.equal(document.errors, []);
  assert.equal(document.root?.value, await hcl2json('main.tf', TEXT));
});

test.run();
