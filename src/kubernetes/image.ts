/** The parts of a name of an image, `repository:tag@digest`. */
export interface ImageName {
  /** With the registry: `registry.example.com:5000/group/name`. */
  readonly repository: string;
  /** The last part of the repository. */
  readonly name: string;
  /** Empty where there is none. */
  readonly tag: string;
}

/** Reads the name of an image; what a template or a placeholder stands for is part of its part. */
export function imageName(image: string): ImageName {
  const [named = ''] = image.trim().split('@', 1);
  const nameStart = named.lastIndexOf('/') + 1;
  const colon = named.indexOf(':', nameStart);
  const end = colon === -1 ? named.length : colon;
  return { repository: named.slice(0, end), name: named.slice(nameStart, end), tag: named.slice(end + 1) };
}
