import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discover, type FoundFile } from '../../src/discover/discover.ts';
import { isThere } from '../../src/discover/work-tree.ts';
import { READABLE_ENDINGS } from '../../src/discover/kinds.ts';
import { asNobody, git, makePipe, temporaryRepository, temporaryTree, withEnvironment } from './temporary-tree.ts';

const KINDS = READABLE_ENDINGS.join(', ');

const HOSTILE = [
  '-rf.yaml',
  ' .yaml',
  'new\nline.yaml',
  'quo"te\'.yaml',
  'ta\tb.yaml',
  'back\\slash.yaml',
  'grüße-日本.yaml',
  '$(id).yaml',
  '[a]*?.yaml',
  ':(top)x.yaml',
];

/** The files that are found at once or later, in order; what turns out to be none when it is read is left out. */
async function filesFound(cwd: string, ...paths: readonly string[]): Promise<readonly FoundFile[]> {
  const { files, later } = await discover(paths, { cwd });
  return [...files, ...(await later)]
    .filter(({ path }) => isThere(resolve(realpathSync(cwd), path)))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function found(cwd: string, ...paths: readonly string[]): Promise<readonly string[]> {
  return (await filesFound(cwd, ...paths)).map(({ path }) => path);
}

/** What is said about paths that found nothing: errors, then notes. */
async function said(cwd: string, ...paths: readonly string[]): Promise<readonly string[]> {
  const { files, later, errors, unmatched } = await discover(paths, { cwd });
  assert.equal([...files, ...(await later)], []);
  for (const { path } of [...errors, ...unmatched]) assert.ok(paths.includes(path));
  return [...errors.map(({ message }) => `error: ${message}`), ...unmatched.map(({ message }) => `note: ${message}`)];
}

const inGit = suite('discover in a Git work tree');

inGit('tracked files and new ones are found, ignored and deleted ones are not', async () => {
  const root = temporaryRepository({
    '.gitignore': '*.tmp.yaml\nvendor/\n',
    'a.yaml': '',
    'gone.yaml': '',
    'replaced/a.yaml': '',
    'vendor/tracked.yaml': '',
    'notes.txt': '',
  });
  rmSync(join(root, 'gone.yaml'));
  rmSync(join(root, 'replaced'), { recursive: true });
  for (const path of ['replaced', 'new.yml', 'x.tmp.yaml', 'vendor/new.yaml']) writeFileSync(join(root, path), '');
  assert.equal(await found(root), ['a.yaml', 'new.yml', 'vendor/tracked.yaml']);
  assert.equal(await found(root, '**/*.yaml'), ['a.yaml', 'vendor/tracked.yaml']);
  assert.equal(await said(root, '*.tmp.yaml'), [
    `note: no file that kubemend reads (${KINDS}) matches \`*.tmp.yaml\`, or Git ignores them`,
  ]);
});

inGit('a file that is named is found although Git ignores it', async () => {
  const root = temporaryRepository({ '.gitignore': '*.yaml\n' });
  writeFileSync(join(root, 'a.yaml'), '');
  assert.equal(await filesFound(root, 'a.yaml'), [{ path: 'a.yaml', named: true }]);
});

inGit('paths are relative to the working directory, wherever the files are', async () => {
  const root = temporaryRepository({ 'apps/web/a.yaml': '', 'apps/b.yaml': '', 'infra/c.yaml': '' });
  const apps = join(root, 'apps');
  assert.equal(await found(apps), ['b.yaml', 'web/a.yaml']);
  assert.equal(await found(apps, '..'), ['../infra/c.yaml', 'b.yaml', 'web/a.yaml']);
  assert.equal(await found(apps, '../infra', '../**/b.yaml', join(root, 'apps/web')), ['../infra/c.yaml', 'b.yaml', 'web/a.yaml']);
  assert.equal(await found(apps, '../infra/c.yaml', './b.yaml', 'web/../b.yaml'), ['../infra/c.yaml', 'b.yaml']);
});

inGit('a working directory behind a link is its real folder', async () => {
  const root = temporaryRepository({ 'apps/a.yaml': '', 'b.yaml': '' });
  const link = join(temporaryTree(), 'link');
  symlinkSync(join(root, 'apps'), link);
  assert.equal(await found(link, '.', '..'), ['../b.yaml', 'a.yaml']);
});

inGit('a submodule named like a file is no file', async () => {
  const module = temporaryRepository({ 'inside.yaml': '' });
  const root = temporaryRepository({ 'a.yaml': '' });
  git(root, 'submodule', '--quiet', 'add', module, 'module.yaml');
  assert.equal(await found(root), ['a.yaml']);
  assert.equal(await found(root, 'module.yaml'), ['module.yaml/inside.yaml']);
});

inGit('a file with a merge conflict is found once', async () => {
  const root = temporaryRepository({ 'a.yaml': 'a: 1\n' });
  git(root, 'checkout', '--quiet', '-b', 'other');
  for (const [branch, text] of [
    ['other', 'a: 2\n'],
    ['main', 'a: 3\n'],
  ] as const) {
    git(root, 'checkout', '--quiet', branch);
    writeFileSync(join(root, 'a.yaml'), text);
    git(root, 'commit', '--quiet', '--all', '--message', text);
  }
  assert.throws(() => git(root, 'merge', '--quiet', 'other'));
  assert.equal(await found(root), ['a.yaml']);
});

inGit('what a hook sets in the environment does not lead to another repository', async () => {
  const root = temporaryRepository({ '.gitignore': 'b.yaml\n', 'a.yaml': '' });
  const other = temporaryRepository({ 'other.yaml': '' });
  writeFileSync(join(root, 'b.yaml'), '');
  const variables = { GIT_DIR: join(other, '.git'), GIT_INDEX_FILE: join(other, '.git/index'), GIT_WORK_TREE: other };
  assert.equal(await withEnvironment(variables, () => found(root)), ['a.yaml']);
});

inGit('where Git is missing, or refuses a repository of others, the folder is walked', async () => {
  const root = temporaryRepository({ 'apps/a.yaml': '', 'node_modules/b.yaml': '' });
  assert.equal(await found(root), ['apps/a.yaml', 'node_modules/b.yaml']);
  assert.equal(await withEnvironment({ PATH: '' }, () => found(root)), ['apps/a.yaml']);
  assert.equal(await withEnvironment({ GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }, () => found(root)), ['apps/a.yaml']);
});

inGit('a folder that looks like a bare repository hides no file', async () => {
  const root = temporaryRepository({ 'apps/HEAD': 'ref: refs/heads/main\n', 'apps/objects/x': '', 'apps/refs/x': '', 'apps/a.yaml': '' });
  for (const path of ['.', 'apps', 'apps/*.yaml']) assert.equal(await found(root, path), ['apps/a.yaml']);
  assert.equal(await found(join(root, 'apps')), ['a.yaml']);
});

inGit("no name of an index leads out of the folder, or to what is Git's", async () => {
  const outer = temporaryTree({ 'outside.yaml': '' });
  for (const [index, forged] of [
    '../outside.yaml',
    'x/../../outside.yaml',
    '.git/a.yaml',
    'x/.GIT/a.yaml',
    `${outer}/outside.yaml`,
  ].entries()) {
    const root = join(outer, `repository-${index}`);
    // Git takes in no such name, and lists it where it stands: so it is written over one of its length.
    const name = forged.replaceAll(/\.git|\.\.|^\//gi, part => 'n'.repeat(part.length));
    for (const path of [name, '..b.yaml', 'c.git/d.yaml']) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), '');
    }
    git(root, 'init', '--quiet');
    git(root, 'add', '--force', name);
    const place = join(root, '.git/index');
    writeFileSync(place, readFileSync(place, 'latin1').replace(name, forged), 'latin1');
    rmSync(join(root, name.split('/')[0]!), { recursive: true });
    for (const path of ['.', '**/*.yaml']) assert.equal(await found(root, path), ['..b.yaml', 'c.git/d.yaml'], forged);
  }
});

inGit.run();

for (const [where, makeTree] of [
  ['in a Git work tree', temporaryRepository],
  ['elsewhere', temporaryTree],
] as const) {
  const everywhere = suite(`discover ${where}`);

  everywhere('no name is too strange', async () => {
    const root = makeTree(Object.fromEntries(HOSTILE.map(name => [`${name}/${name}`, ''])));
    const all = HOSTILE.map(name => `${name}/${name}`).toSorted();
    assert.equal(await found(root), all);
    assert.equal(await found(root, '*'), all);
    for (const path of HOSTILE) {
      assert.equal(await found(root, path), [`${path}/${path}`]);
      assert.equal(await filesFound(root, `${path}/${path}`), [{ path: `${path}/${path}`, named: true }]);
    }
  });

  everywhere('a name that is not UTF-8 is found, so that somebody tells of it', async () => {
    const root = makeTree();
    writeFileSync(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.yaml')]), '');
    assert.equal(await found(root), ['caf\ufffd.yaml']);
  });

  everywhere('a folder named x.yaml is a folder', async () => {
    const root = makeTree({ 'x.yaml/a.yaml': '' });
    symlinkSync('x.yaml', join(root, 'link.yaml'));
    assert.equal(await found(root), ['x.yaml/a.yaml']);
    assert.equal(await found(root, 'x.yaml', '*.yaml'), ['x.yaml/a.yaml']);
  });

  everywhere('links to files are found, links to folders are not followed unless they are named', async () => {
    const root = makeTree({ 'apps/a.yaml': '' });
    symlinkSync('a.yaml', join(root, 'apps/link.yaml'));
    symlinkSync('..', join(root, 'apps/loop'));
    symlinkSync('apps', join(root, 'folder'));
    assert.equal(await found(root), ['apps/a.yaml', 'apps/link.yaml']);
    assert.equal(await found(root, '**/*.yaml'), ['apps/a.yaml', 'apps/link.yaml']);
    assert.equal(await found(root, 'folder'), ['folder/a.yaml', 'folder/link.yaml']);
  });

  everywhere('a dangling link and a link to itself are found, and an error where they are named', async () => {
    const root = makeTree();
    symlinkSync('nowhere', join(root, 'dangling.yaml'));
    symlinkSync('self.yaml', join(root, 'self.yaml'));
    assert.equal(await found(root), ['dangling.yaml', 'self.yaml']);
    assert.equal(await said(root, 'dangling.yaml', 'self.yaml'), [
      'error: `dangling.yaml` is a symbolic link to a file that does not exist',
      'error: `self.yaml` is a symbolic link that leads to itself',
    ]);
  });

  everywhere('what may not be read is found, and an error where it is named', async () => {
    const root = makeTree({ 'secret.yaml': '', 'folder/a.yaml': '' });
    chmodSync(join(root, 'secret.yaml'), 0);
    assert.equal(await asNobody(() => found(root)), ['folder/a.yaml', 'secret.yaml']);
    chmodSync(join(root, 'folder'), 0);
    try {
      assert.equal(await asNobody(() => said(root, 'secret.yaml', 'folder', 'folder/a.yaml')), [
        'error: `secret.yaml` may not be read: no permission',
        'error: `folder` may not be read: no permission',
        'error: `folder/a.yaml` may not be read: no permission',
      ]);
    } finally {
      chmodSync(join(root, 'folder'), 0o755);
    }
  });

  everywhere('a pipe or device that is named is an error', async () => {
    const root = makeTree();
    makePipe(join(root, 'pipe.yaml'));
    assert.equal(await said(root, 'pipe.yaml', '/dev/null'), [
      'error: `pipe.yaml` is neither a file nor a folder',
      'error: `/dev/null` is neither a file nor a folder',
    ]);
  });

  everywhere('a path that does not exist is an error, and the others are still found', async () => {
    const root = makeTree({ 'a.yaml': '' });
    const { later, ...rest } = await discover(['clusters/prdo', 'a.yaml', 'a.yaml/b', ''], { cwd: root });
    assert.equal(await later, []);
    assert.equal(rest, {
      files: [{ path: 'a.yaml', named: true }],
      errors: [
        { path: 'clusters/prdo', message: '`clusters/prdo` does not exist' },
        { path: 'a.yaml/b', message: '`a.yaml/b` does not exist' },
        { path: '', message: 'an empty path names no file' },
      ],
      unmatched: [],
    });
  });

  everywhere('a path that matches no file is worth a note', async () => {
    const root = makeTree({ 'README.md': '' });
    mkdirSync(join(root, 'empty'));
    assert.equal(await said(root, 'empty', 'README.md', 'none/*.yaml', '!*.yaml'), [
      `note: \`empty\` holds no file that kubemend reads (${KINDS}), or Git ignores them`,
      `note: \`README.md\` is not of a kind that kubemend reads (${KINDS})`,
      `note: no file that kubemend reads (${KINDS}) matches \`none/*.yaml\`, or Git ignores them`,
      `note: no file that kubemend reads (${KINDS}) matches \`!*.yaml\`, or Git ignores them`,
    ]);
  });

  everywhere('a pattern finds files, and those of the folders that it matches', async () => {
    const root = makeTree({ 'apps/a.yaml': '', 'apps/.hidden/b.yaml': '', 'apps/web/c.yml': '', 'infra/d.yaml': '', 'e.yaml': '' });
    assert.equal(await found(root, '**/*.yaml'), ['apps/.hidden/b.yaml', 'apps/a.yaml', 'e.yaml', 'infra/d.yaml']);
    assert.equal(await found(root, 'apps/w*'), ['apps/web/c.yml']);
    assert.equal(await found(root, '{apps,infra}/[ad].yaml'), ['apps/a.yaml', 'infra/d.yaml']);
    assert.equal(await found(root, join(root, 'infra/*')), ['infra/d.yaml']);
    assert.equal(await found(join(root, 'infra'), '../*.yaml'), ['../e.yaml']);
  });

  everywhere('a file that is named and found as well is there once, as named', async () => {
    const root = makeTree({ 'a.yaml': '', 'b.yaml': '' });
    const files = [
      { path: 'a.yaml', named: true },
      { path: 'b.yaml', named: false },
    ];
    assert.equal(await filesFound(root, '.', 'a.yaml', '*.yaml'), files);
    assert.equal(await filesFound(root, 'a.yaml', '.'), files);
  });

  everywhere.run();
}

const walked = suite('discover by a walk');

walked('.git and node_modules are left out', async () => {
  const root = temporaryTree({ 'a.yaml': '', '.git/b.yaml': '', 'apps/node_modules/x/c.yaml': '', '.github/d.yml': '' });
  assert.equal(await found(root), ['.github/d.yml', 'a.yaml']);
  assert.equal(await found(root, '**/*.{yaml,yml}'), ['.github/d.yml', 'a.yaml']);
});

walked('pipes, and folders that may not be opened, are found, so that somebody tells of them', async () => {
  const root = temporaryTree({ 'a.yaml': '', 'secret/b.yaml': '' });
  makePipe(join(root, 'pipe.yaml'));
  chmodSync(join(root, 'secret'), 0);
  try {
    const { files } = await asNobody(() => discover([], { cwd: root }));
    assert.equal(
      files.map(({ path }) => path),
      ['a.yaml', 'pipe.yaml', 'secret'],
    );
  } finally {
    chmodSync(join(root, 'secret'), 0o755);
  }
});

walked('a deep tree is no problem', async () => {
  const root = temporaryTree();
  const folder = Array.from({ length: 900 }, () => 'd').join('/');
  execFileSync('mkdir', ['-p', folder], { cwd: root });
  writeFileSync(join(root, folder, 'a.yaml'), '');
  assert.equal(await found(root), [`${folder}/a.yaml`]);
});

walked.run();
