/** Files of Terraform and OpenTofu; those that end in `.tf.json` are JSON. */
export const isHcl = (path: string): boolean => /\.tf$/i.test(path);
