import type { ComponentChildren, FunctionComponent, Ref } from 'preact'

/**
 * All that @create-figma-plugin/ui takes from `preact/compat`, which the build replaces with this:
 * compat weighs a kilobyte more and changes how every event is named.
 */
export function forwardRef<Target, Props extends object>(
  draw: (props: Props, ref: Ref<Target>) => ComponentChildren,
): FunctionComponent<Props & { ref?: Ref<Target> }> {
  return ({ ref, ...rest }) => draw(rest as Props, ref ?? null)
}
