/** The folder of the file itself; that of the root module is the same one where no module is called. */
const FOLDER = /^\$\{path\.(?:module|root)\}\//;

/** A path from the folder of a file of Terraform; nothing where more of it has to be computed. */
export function pathInModule(text: string): string | undefined {
  const path = text.replace(FOLDER, './');
  return /[$%]\{/.test(path) ? undefined : path;
}

/** The file that `file("${path.module}/values.yaml")` reads, in the spelling of the JSON syntax. */
export function pathOfFile(text: string): string | undefined {
  const written = /^\$\{\s*file\(\s*"([^"]+)"\s*\)\s*\}$/.exec(text)?.[1];
  return written === undefined ? undefined : pathInModule(written);
}
