import { expect, it } from 'vitest';
import type { CameraPose } from '@contract/camera';
import type { CloudScene } from '../../scene/cloud-scene';
import { LinkedCameras } from './linked-cameras';

const pose = (yaw: number): CameraPose => ({ projection: 'perspective', yaw, pitch: 0, distance: 3, target: [0, 0, 0], offsetX: 0, offsetY: 0, fitDistance: 3 });

/** A scene that remembers where its camera was put, and tells of it as a real one does. */
function sceneAt(yaw: number, told: () => void = () => undefined): { scene: CloudScene; at: () => number } {
  let now = pose(yaw);
  const scene = { camera: () => now, setCamera: (next: CameraPose) => { now = next; told(); } };
  return { scene: scene as unknown as CloudScene, at: () => now.yaw };
}

it('turns the left to where the right looks from once they are linked, and either with the other from then on', () => {
  const cameras = new LinkedCameras();
  const left = sceneAt(1), right = sceneAt(2);
  cameras.take('left', left.scene);
  cameras.take('main', right.scene);
  cameras.moved('main', pose(2.5));
  expect(left.at()).toBe(1);
  cameras.link(true);
  expect(left.at()).toBe(2);
  cameras.moved('left', pose(3));
  expect(right.at()).toBe(3);
});

it('does not let one side answer the other until the leader rests', () => {
  const cameras = new LinkedCameras();
  let isTelling = false;
  const right = sceneAt(0);
  const left = sceneAt(0, () => { if (isTelling) cameras.moved('left', pose(9)); });
  cameras.take('left', left.scene);
  cameras.take('main', right.scene);
  cameras.link(true);
  isTelling = true;
  cameras.moved('main', pose(1));
  expect([left.at(), right.at()]).toEqual([1, 0]);
  cameras.rested('left');
  cameras.moved('left', pose(5));
  expect(right.at()).toBe(0);
  cameras.rested('main');
  cameras.moved('left', pose(5));
  expect(right.at()).toBe(5);
});

it('leaves each alone once they are parted, or one has gone', () => {
  const cameras = new LinkedCameras();
  const left = sceneAt(0), right = sceneAt(0);
  cameras.take('left', left.scene);
  cameras.take('main', right.scene);
  cameras.link(true);
  cameras.link(false);
  cameras.moved('main', pose(1));
  expect(left.at()).toBe(0);
  cameras.link(true);
  cameras.take('left', null);
  expect(() => { cameras.moved('main', pose(1)); }).not.toThrow();
});
