import type { IUniform, Matrix4, Vector2, Vector3, Vector4 } from 'three';
import { setColours, type colourVectors } from '../colours/colour-uniforms';
import { fogPlane, type DrawContext } from '../draw-context';
import type { Device } from '../visual';

/** What the shaders of threads and trails both ask for. */
export interface LineUniforms {
  readonly uClip: IUniform<Matrix4>;
  readonly uSize: IUniform<Vector2>;
  readonly uDpr: IUniform<number>;
  readonly uDistance: IUniform<number>;
  readonly uFog: IUniform<Vector4>;
  readonly uMotion: IUniform<Vector3>;
  readonly uMarks: IUniform<ReturnType<typeof colourVectors>>;
}

/** Where the camera stands, how large the picture is, how far a motion has come, and the colours of the categories. */
export function setLineUniforms(uniforms: LineUniforms, context: DrawContext, { camera }: Device): void {
  const { view, tokens, dpr, tile, motion } = context;
  uniforms.uClip.value.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
  uniforms.uSize.value.set((tile?.width ?? view.widthPx) * dpr, (tile?.height ?? view.heightPx) * dpr);
  uniforms.uDpr.value = dpr;
  uniforms.uDistance.value = view.targetW;
  uniforms.uFog.value.set(...fogPlane(context, 0.78, 0.2));
  if (motion) uniforms.uMotion.value.set(motion.u, motion.stagger, motion.isEased ? 1 : 0);
  setColours(uniforms.uMarks.value, tokens.marks);
}
