// The key light and the floor that takes its shadow. The studio turns with the camera: light stays upper left.
import { DirectionalLight, Matrix4, Mesh, PlaneGeometry, ShadowMaterial, Vector3, type Object3D } from "three";
import type { Box } from "./explode";
import { shiftOf } from "./film";

/** How far the studio is turned when the part is looked at from there, in radians. */
export const turnOf = (yaw: number) => ((yaw + 90) * Math.PI) / 180;

export class KeyLight {
  private readonly light = new DirectionalLight("#fff4e6", 2.9);
  private readonly floor = new Mesh(new PlaneGeometry(1, 1), new ShadowMaterial({ color: "#06070a", opacity: 0.2, depthWrite: false }));

  constructor(diagonal: number, frugal: boolean) {
    const { light, floor } = this;
    light.castShadow = true;
    light.shadow.mapSize.setScalar(frugal ? 512 : 1536);
    light.shadow.radius = frugal ? 5 : 3;
    // As much as one cell of the shadow's map is wide, or surfaces shade themselves in stripes.
    light.shadow.bias = -0.0006;
    light.shadow.normalBias = (diagonal * 3) / light.shadow.mapSize.x;
    floor.receiveShadow = true;
    floor.renderOrder = -2;
  }

  get objects(): Object3D[] {
    return [this.floor, this.light, this.light.target];
  }

  /** Lights what stands in that box. From frame to frame the light moves a little within its soft box, so that shadows become as soft as from a window. */
  shine(box: Box, yaw: number, frame: number): { way: Vector3; center: Vector3; diagonal: number } {
    const { light, floor } = this;
    const center = new Vector3(...box.low).add(new Vector3(...box.high)).multiplyScalar(0.5);
    const diagonal = new Vector3(...box.low).distanceTo(new Vector3(...box.high));
    const [across, along] = shiftOf(frame);
    const way = new Vector3(-0.55 + across * 0.3, -0.3 + along * 0.3, 0.78).applyMatrix4(new Matrix4().makeRotationZ(turnOf(yaw)));
    light.position.copy(center).addScaledVector(way.normalize(), diagonal * 1.5);
    light.target.position.copy(center);
    const reach = diagonal * 0.62;
    Object.assign(light.shadow.camera, { left: -reach, right: reach, top: reach, bottom: -reach, near: diagonal * 0.5, far: diagonal * 3.5 });
    light.shadow.camera.up.set(0, 0, 1);
    light.shadow.camera.updateProjectionMatrix();
    floor.position.set(center.x, center.y, box.low[2] - diagonal * 0.002);
    floor.scale.setScalar(diagonal * 3);
    return { way, center, diagonal };
  }

  dispose(): void {
    this.light.dispose();
    this.floor.geometry.dispose();
    this.floor.material.dispose();
  }
}
