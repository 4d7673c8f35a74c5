import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse as hcl2json } from '@cdktf/hcl2json';
import { dedent } from '../../../src/core/dedent.ts';
import { isRefusal, type Document, type Plain } from '../../../src/core/document.ts';
import type { ModelOp } from '../../../src/core/model.ts';
import { applyEdits } from '../../../src/core/text.ts';
import { replay, sameModel } from '../../../src/fix/replay.ts';
import { languageOf } from '../../../src/testing/memory-tree.ts';

const test = suite('editing HCL');

const documentOf = (text: string): Document => languageOf({ path: 'main.tf', text }).parse({ path: 'main.tf', text }).documents[0]!;

function edit(text: string, ops: readonly ModelOp[]): string {
  const edits = documentOf(text).editor.plan(ops);
  if (isRefusal(edits)) return edits.refused;
  return applyEdits(text, edits);
}

/** Asserts the text, that it says what the operations say, and that the parser of Terraform reads it so. */
function changes(title: string, before: string, ops: readonly ModelOp[], after: string): void {
  test(title, async () => {
    const variants = [(text: string) => text, (text: string) => text.replaceAll('\n', '\r\n'), (text: string) => `\ufeff${text}`];
    for (const variant of variants) {
      const text = edit(variant(dedent(before)), ops);
      assert.fixture(text, variant(dedent(after)));
      const expected = replay(documentOf(variant(dedent(before))).model(), ops);
      assert.not(isRefusal(expected));
      if (!isRefusal(expected)) assert.ok(sameModel(expected, documentOf(text).model()), 'the replay says the same');
    }
    const result = dedent(after);
    assert.equal(documentOf(result).root?.value, await hcl2json('main.tf', result));
  });
}

function refuses(title: string, before: string, ops: readonly ModelOp[], reason: string): void {
  test(title, () => assert.is(edit(dedent(before), ops), reason));
}

const SERVICE = ['resource', 'kubernetes_service', 'web', 0];
const set = (path: readonly (string | number)[], value: Plain, more: object = {}): ModelOp => ({ op: 'set', path, value, ...more });

changes(
  'adds an attribute as the first, and one after it, in a column',
  `
    resource "kubernetes_service" "web" {
      spec {
        selector = {
          app = "web"
        }
      }
    }
  `,
  [
    set([...SERVICE, 'spec', 0, 'type'], 'LoadBalancer', { place: 'first', comments: ['# was a ClusterIP'] }),
    set([...SERVICE, 'spec', 0, 'load_balancer_class'], 'example.com/lb', { place: { after: 'type' } }),
  ],
  `
    resource "kubernetes_service" "web" {
      spec {
        # was a ClusterIP
        type                = "LoadBalancer"
        load_balancer_class = "example.com/lb"
        selector = {
          app = "web"
        }
      }
    }
  `,
);

changes(
  'stands in the column of the attributes around it where there is room',
  `
    locals {
      one_long_name = 1
      two           = 2
    }
  `,
  [set(['locals', 0, 'three'], 3), set(['locals', 0, 'two'], 4)],
  `
    locals {
      one_long_name = 1
      two           = 4
      three         = 3
    }
  `,
);

changes(
  'makes maps that are missing on the way, in one',
  `
    resource "kubernetes_service" "web" {
      metadata {
        name = "web"
      }
    }
  `,
  [
    set([...SERVICE, 'metadata', 0, 'annotations', 'example.com/one'], 'a "b" \\ c'),
    set([...SERVICE, 'metadata', 0, 'annotations', 'two'], '${var.two}'),
  ],
  `
    resource "kubernetes_service" "web" {
      metadata {
        name = "web"
        annotations = {
          "example.com/one" = "a \\"b\\" \\\\ c"
          two               = "\${var.two}"
        }
      }
    }
  `,
);

changes(
  'opens a block and an object of one line',
  `
    resource "kubernetes_service" "web" {
      metadata { name = "web" }
      spec {}
      other = {} # empty
    }
  `,
  [
    set([...SERVICE, 'metadata', 0, 'namespace'], 'shop'),
    set([...SERVICE, 'spec', 0, 'type'], 'LoadBalancer'),
    set([...SERVICE, 'other', 'key'], true),
  ],
  `
    resource "kubernetes_service" "web" {
      metadata {
        name = "web"
        namespace = "shop"
      }
      spec {
        type = "LoadBalancer"
      }
      other = {
        key = true
      } # empty
    }
  `,
);

changes(
  'changes objects and lists of one line, one in the other',
  `
    locals {
      a = { b = { c = [1, 2, 3], d = "x" }, e = [] }
      f = {x = 1}
    }
  `,
  [
    { op: 'remove', path: ['locals', 0, 'a', 'b', 'd'], comments: 'stay' },
    { op: 'insert', path: ['locals', 0, 'a', 'b', 'c'], value: 4 },
    { op: 'remove', path: ['locals', 0, 'a', 'b', 'c', 1], comments: 'stay' },
    { op: 'insert', path: ['locals', 0, 'a', 'e'], value: 'y' },
    set(['locals', 0, 'a', 'g'], { 'h.i': null }, { place: 'first' }),
    { op: 'remove', path: ['locals', 0, 'f', 'x'], comments: 'stay' },
  ],
  `
    locals {
      a = { g = { "h.i" = null }, b = { c = [1, 3, 4] }, e = ["y"] }
      f = {}
    }
  `,
);

changes(
  'adds members with the sign and the commas of those around, and items with theirs',
  `
    locals {
      a = {
        x : 1,
        y : 2,
      }
      b = [
        "one",
        "two"
      ]
      c = [
        "one", # first
      ]
    }
  `,
  [
    set(['locals', 0, 'a', 'z'], 3),
    { op: 'insert', path: ['locals', 0, 'b'], value: 'three' },
    { op: 'insert', path: ['locals', 0, 'c'], value: { key: 'value' }, place: 'first' },
    { op: 'insert', path: ['locals', 0, 'c'], value: 'last' },
  ],
  `
    locals {
      a = {
        x : 1,
        y : 2,
        z: 3,
      }
      b = [
        "one",
        "two",
        "three"
      ]
      c = [
        {
          key = "value"
        },
        "one", # first
        "last",
      ]
    }
  `,
);

changes(
  'keeps comments of what is removed as lines where it was',
  `
    locals {
      a = 1 # one
      // above
      b = [
        "x", // in it
      ] /* after */
      c = 3
    }
  `,
  [
    { op: 'remove', path: ['locals', 0, 'a'], comments: 'stay' },
    { op: 'remove', path: ['locals', 0, 'b'], comments: 'stay' },
  ],
  `
    locals {
      # one
      // above
      // in it
      /* after */
      c = 3
    }
  `,
);

changes(
  'takes comments along to what comes instead',
  `
    resource "kubernetes_service" "web" {
      metadata {
        name = "web"
      }
      spec {
        // the addresses of the office
        external_ips = ["192.0.2.4"] # uplink
        type         = "ClusterIP"
      }
    }
  `,
  [
    set([...SERVICE, 'metadata', 0, 'annotations', 'example.com/ips'], '192.0.2.4'),
    {
      op: 'remove',
      path: [...SERVICE, 'spec', 0, 'external_ips'],
      comments: { moveTo: [...SERVICE, 'metadata', 0, 'annotations', 'example.com/ips'] },
    },
  ],
  `
    resource "kubernetes_service" "web" {
      metadata {
        name = "web"
        annotations = {
          // the addresses of the office
          "example.com/ips" = "192.0.2.4" # uplink
        }
      }
      spec {
        type         = "ClusterIP"
      }
    }
  `,
);

changes(
  'adds blocks behind all others',
  `
    resource "kubernetes_manifest" "one" {
      manifest = {}
    }
  `,
  [
    set(
      ['resource', 'kubernetes_manifest', 'two'],
      [{ manifest: { kind: 'Gateway', spec: { ports: [80], listeners: [{ name: 'a', port: 80 }] } } }],
    ),
    set(['locals'], [{ a: [] }]),
  ],
  `
    resource "kubernetes_manifest" "one" {
      manifest = {}
    }

    resource "kubernetes_manifest" "two" {
      manifest = {
        kind = "Gateway"
        spec = {
          ports = [80]
          listeners = [
            {
              name = "a"
              port = 80
            },
          ]
        }
      }
    }

    locals {
      a = []
    }
  `,
);

changes(
  'rewrites and removes comments',
  `
    # one
    locals {} # two
    // three
  `,
  [
    { op: 'comment', path: [], index: 0, text: undefined },
    { op: 'comment', path: [], index: 1, text: '# 2' },
    { op: 'comment', path: [], index: 2, text: undefined },
  ],
  `
    locals {} # 2
  `,
);

refuses(
  'leaves expressions alone',
  'locals {\n  a = merge(var.a, {})\n}\n',
  [set(['locals', 0, 'a', 'b'], 1)],
  '`locals[0].a` is an expression: set `b` in what it stands for by hand',
);
refuses('does not replace an expression', 'locals {\n  a = var.a\n}\n', [set(['locals', 0, 'a'], 1)], '`locals[0].a` is an expression');
refuses(
  'does not remove blocks',
  'locals {\n}\n',
  [{ op: 'remove', path: ['locals', 0], comments: 'stay' }],
  '`locals[0]` is a block, and blocks are not removed',
);
refuses(
  'does not lose a comment in brackets',
  'locals {\n  a = [1 /* one */, 2]\n}\n',
  [{ op: 'remove', path: ['locals', 0, 'a', 0], comments: 'stay' }],
  'a comment stands inside `locals[0].a`',
);
refuses('does not change what cannot be read', 'locals {\n  a = \n', [set(['locals', 0, 'b'], 1)], 'the file cannot be read');
refuses(
  'does not spell quotes in an expression',
  'locals {\n}\n',
  [set(['locals', 0, 'a'], '${var.a["b"]}')],
  '`${var.a["b"]}` holds an expression with quotes',
);

test.run();
