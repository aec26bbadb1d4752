// The scene: the part under studio light on its shadow, drawn when something has changed and not otherwise.
import { Box3, Color, Group, HemisphereLight, NoToneMapping, PCFShadowMap, Plane, Vector3, type Mesh, type PerspectiveCamera, type Scene, type WebGLRenderer } from "three";
import { Caps } from "./caps";
import { fit, fitTurning, standardViews, withRoom, type CameraView, type Point, type StandardView, type Subject, type Viewport } from "./camera-view";
import { explodeVectors, movedBox, placeOf, unite, type Box, type Place } from "./explode";
import { Film, shiftOf } from "./film";
import { GroundShadow, SHADOW_LAYER } from "./ground-shadow";
import { KeyLight, turnOf } from "./key-light";
import { outlinesOf, type Leaf, type PartModel } from "./load-part";
import { linesOf, type ShownFinding } from "./findings";
import type { Look } from "./looks";
import { drawsInSoftware, Pace } from "./pace";
import { Rig } from "./rig";
import { crosses, sectionPlace, sectionPlane } from "./section";
import { makeStudio } from "./studio";
import { Surfaces } from "./surfaces";
import type { ViewState } from "./view-state";

export interface Inks {
  accent: string;
  bad: string;
  dark: boolean;
}

export interface StageParts {
  model: PartModel;
  /** The same part with fewer triangles: drawn while something moves, where the whole is too much. */
  light?: PartModel | undefined;
  /** From where the part was looked at before. */
  before?: Looked | undefined;
}

export interface Looked {
  view: CameraView;
  fitted: boolean;
}

export class Stage {
  readonly rig: Rig;
  readonly model: PartModel;
  /** Kept when the first frame is to be seen. */
  readonly shown: Promise<void>;
  readonly planes: Plane[];
  /** Told after each frame, to move labels with the part. */
  onFrame: (() => void) | undefined;
  private readonly surfaces: Surfaces;
  private readonly caps: Caps;
  private readonly shadow: GroundShadow;
  private readonly key: KeyLight;
  private readonly film: Film;
  private readonly content = new Group();
  private readonly ways: Map<number, Point>;
  private readonly points: Map<Leaf, Float32Array>;
  private apart = 0;
  private state: ViewState | undefined;
  private look: Look | undefined;
  private inks: Inks = { accent: "#2d4fe3", bad: "#b1241c", dark: false };
  private named = new Set<string>();
  private shadowIsOld = true;
  private fitted = true;
  private lastAt = 0;
  private frame = 0;
  private readonly pace: Pace;
  private readonly models: readonly PartModel[];
  private readonly everyLeaf: readonly Leaf[];
  private drawn: PartModel;
  private ready: "no" | "soon" | "yes" = "no";
  private isGone = false;
  private tellShown: () => void = () => undefined;

  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly scene: Scene,
    readonly camera: PerspectiveCamera,
    { model, light, before }: StageParts,
    private readonly ask: () => void,
  ) {
    this.shown = new Promise((done) => (this.tellShown = done));
    this.model = this.drawn = model;
    const isAlike = light !== undefined && light !== model && model.leaves.every((leaf) => light.byId.has(leaf.id));
    this.models = isAlike ? [model, light] : [model];
    this.everyLeaf = this.models.flatMap((one) => one.leaves);
    // Asking for errors waits for the compiler, during which the page stands still.
    renderer.debug.checkShaderErrors = import.meta.env.DEV;
    renderer.toneMapping = NoToneMapping;
    renderer.shadowMap.enabled = true;
    renderer.shadowMap.type = PCFShadowMap;
    this.pace = new Pace(drawsInSoftware(renderer));
    this.film = new Film(renderer, this.pace.noGraphicsCard);
    renderer.localClippingEnabled = true;
    this.surfaces = new Surfaces(model.diagonal, !this.pace.noGraphicsCard);
    this.planes = this.surfaces.planes;
    // The studio's map takes a processor seconds to draw, in which the whole page stands still: without a graphics card the
    // same light comes from above and below instead.
    if (this.pace.noGraphicsCard) scene.add(new HemisphereLight("#eef2fb", "#b4afa7", 1.9));
    else scene.environment = makeStudio(renderer);
    this.key = new KeyLight(model.diagonal, this.pace.noGraphicsCard);
    this.shadow = new GroundShadow(this.planes, this.pace.noGraphicsCard ? 128 : 512);
    for (const one of this.models) {
      this.content.add(one.root);
      one.root.visible = one === model;
    }
    scene.add(this.content, this.shadow.plane, ...this.key.objects);
    this.caps = new Caps(this.content, this.planes);
    this.ways = explodeVectors(model.tree, new Map(model.leaves.map((leaf) => [leaf.id, leaf.box])));
    this.points = outlinesOf(model.leaves);
    for (const leaf of this.everyLeaf)
      for (const mesh of leaf.meshes) {
        mesh.layers.enable(SHADOW_LAYER);
        mesh.castShadow = mesh.receiveShadow = true;
      }
    this.fitted = before?.fitted ?? true;
    this.rig = new Rig(before?.view ?? fit(this.subject(), model.view, { width: 4, height: 3 }), () => this.changed());
  }

  get looked(): Looked {
    return { view: this.rig.view, fitted: this.fitted };
  }

  /** A graphics card that draws the part at ease. */
  get isQuick(): boolean {
    return !this.pace.noGraphicsCard && this.pace.isQuick;
  }

  /** What a pointer that only hovers is looked up in. */
  get light(): PartModel {
    return this.models[1] ?? this.model;
  }

  /** Something is to be seen anew. */
  private changed(): void {
    this.frame = 0;
    this.ask();
  }

  // ---- what is shown -----------------------------------------------------------------------------------------------

  private shownLeaves(): Leaf[] {
    const hidden = this.state?.hidden;
    return this.model.leaves.filter((leaf) => !hidden?.has(leaf.id));
  }

  private wayOf(leaf: Leaf, apart: number): Point {
    const way = this.ways.get(leaf.id) ?? [0, 0, 0];
    return [way[0] * apart, way[1] * apart, way[2] * apart];
  }

  private boxAt(leaf: Leaf, apart: number): Box {
    return movedBox(leaf.box, this.ways.get(leaf.id) ?? [0, 0, 0], apart);
  }

  /** What is shown, in millimetres, as it will stand when everything has come to rest. */
  box(leaves = this.shownLeaves(), apart = this.state?.explode ?? 0): Box {
    return leaves.length > 0 ? unite(leaves.map((leaf) => this.boxAt(leaf, apart))) : this.model.box;
  }

  private subject(leaves = this.shownLeaves()): Subject {
    const apart = this.state?.explode ?? 0;
    const { low, high } = this.box(leaves);
    const center: Point = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
    const points = leaves.map((leaf) => {
      const own = this.points.get(leaf)!;
      const way = this.wayOf(leaf, apart);
      if (way[0] === 0 && way[1] === 0 && way[2] === 0) return own;
      const moved = new Float32Array(own.length);
      for (let i = 0; i < own.length; ++i) moved[i] = own[i]! + way[(i % 3) as 0 | 1 | 2];
      return moved;
    });
    return { points, center, diagonal: Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]) };
  }

  // ---- the camera --------------------------------------------------------------------------------------------------

  resize(viewport: Viewport): void {
    this.rig.viewport = viewport;
    if (this.fitted) this.rig.go(this.fitView(this.rig.view), true);
    this.changed();
  }

  private fitView({ yaw, pitch }: { yaw: number; pitch: number }, subject = this.subject()): CameraView {
    const view = (this.state?.turning ? fitTurning : fit)(subject, { yaw, pitch }, this.rig.viewport);
    // Room for what is written beside the part.
    return this.state?.dimensions ? withRoom(view, 1.22, 0.04) : view;
  }

  goTo(name: StandardView | "best"): void {
    this.fitted = true;
    this.rig.go(this.fitView(name === "best" ? this.model.view : standardViews[name]));
  }

  fitNow(): void {
    this.fitted = true;
    this.rig.go(this.fitView(this.rig.view));
  }

  /** Somebody took the part in hand. */
  touched(): void {
    this.fitted = false;
  }

  focusOn(ids: readonly number[]): void {
    const leaves = this.model.leaves.filter((leaf) => ids.includes(leaf.id));
    if (leaves.length === 0) return;
    this.fitted = false;
    this.rig.go(this.fitView(this.rig.view, this.subject(leaves)));
  }

  /** Looks at what was found, where its parts are going, from the side on which it lies. */
  focusPlaces(places: readonly Place[]): void {
    this.fitted = false;
    const { low, high } = placeOf(places, this.ways, this.state?.explode ?? 0);
    const place = new Box3(new Vector3(...low), new Vector3(...high));
    const center = place.getCenter(new Vector3());
    const extent = Math.max(place.getSize(new Vector3()).length(), this.model.diagonal * 0.12);
    const whole = this.box(this.model.leaves);
    const out = center.clone().sub(new Vector3(...whole.low).add(new Vector3(...whole.high)).multiplyScalar(0.5));
    const far = out.length() > this.model.diagonal * 0.02;
    const yaw = far && Math.hypot(out.x, out.y) > 1e-6 ? (Math.atan2(out.y, out.x) * 180) / Math.PI : this.rig.view.yaw;
    const pitch = far ? Math.max(-70, Math.min(70, (Math.asin(out.z / out.length()) * 180) / Math.PI)) : this.rig.view.pitch;
    const corners = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((corner) =>
      [0, 1, 2].map((axis) => center.getComponent(axis) + (corner & (1 << axis) ? 0.5 : -0.5) * extent),
    );
    const view = fit({ points: [corners], center: center.toArray() as Point, diagonal: this.model.diagonal }, { yaw, pitch }, this.rig.viewport);
    this.rig.go(view);
  }

  // ---- state -------------------------------------------------------------------------------------------------------

  set(state: ViewState, look: Look, inks: Inks, findings: readonly ShownFinding[]): void {
    const before = this.state;
    this.named = new Set(findings.map((finding) => linesOf(finding.code)));
    this.state = state;
    this.inks = inks;
    this.look = look;
    this.rig.flatWanted = state.flat;
    this.rig.turning = state.turning;
    if (state.turning && !before?.turning) this.rig.go(this.fitView(this.rig.view));
    for (const leaf of this.everyLeaf) leaf.holder.visible = !state.hidden.has(leaf.id);
    this.cut();
    this.paint();
    if (this.ready === "no") void this.prepare();
    if (!before || before.hidden !== state.hidden || before.section !== state.section) this.shadowIsOld = true;
    const moved = before && (before.explode !== state.explode || before.hidden !== state.hidden);
    if (moved || (before && this.fitted && before.dimensions !== state.dimensions)) this.rig.go(this.fitView(this.rig.view));
    this.changed();
  }

  private colorOf(leaf: Leaf, index: number): Color {
    const own = leaf.colors[index] ?? new Color("#8793a3");
    return this.state?.look === "chosen" && this.look ? new Color(this.look.color) : own;
  }

  private paint(): void {
    const { state, look, surfaces, inks } = this;
    if (!state || !look) return;
    for (const leaf of this.everyLeaf) {
      const tint = state.selected === leaf.id ? { color: inks.accent, amount: 0.28 } : undefined;
      const faded = leaf.auxiliary ? { ...look, opacity: Math.min(look.opacity, 0.4) } : look;
      leaf.meshes.forEach((mesh, index) => {
        mesh.material = surfaces.surface(faded, this.colorOf(leaf, index), tint, state.wireframe);
      });
      const ink = this.colorOf(leaf, 0);
      const linesShown = state.edges && !state.wireframe;
      for (const lines of leaf.lines) Object.assign(lines, { visible: linesShown, material: surfaces.line(ink, inks.dark ? 0.8 : 0.62) });
      for (const lines of leaf.smoothLines) Object.assign(lines, { visible: linesShown, material: surfaces.line(ink, 0.22) });
    }
    for (const found of this.models.flatMap((one) => one.found)) {
      const chosen = state.finding === null ? null : linesOf(state.finding);
      const shown = this.named.has(found.code) && (state.panel === "findings" || chosen === found.code);
      found.lines.visible = shown;
      found.lines.renderOrder = 10_000;
      found.lines.material = surfaces.found(inks.bad, chosen === null ? "all" : chosen === found.code ? "chosen" : "other");
    }
  }

  private cut(): void {
    const section = this.state?.section ?? null;
    if (!section) {
      this.planes.length = 0;
      return this.caps.show([], null, new Vector3(), 1);
    }
    const box = this.box(this.model.leaves, this.apart);
    const { normal, constant } = sectionPlane(box, section);
    const plane = this.planes[0] ?? new Plane();
    plane.normal.set(...normal);
    plane.constant = constant;
    this.planes[0] = plane;
    const place = sectionPlace(box, section);
    const cutLeaves = this.state?.wireframe || this.look!.opacity < 1 ? [] : this.drawn.leaves.filter((leaf) => !this.state?.hidden.has(leaf.id)).filter((leaf) => crosses(this.boxAt(leaf, this.apart), section, place));
    const center = new Vector3(...box.low).add(new Vector3(...box.high)).multiplyScalar(0.5);
    const size = 2 * new Vector3(...box.low).distanceTo(new Vector3(...box.high));
    this.caps.show(cutLeaves.map((leaf) => ({ leaf, color: this.colorOf(leaf, 0) })), plane, center, size);
  }

  // ---- frames ------------------------------------------------------------------------------------------------------

  private async prepare(): Promise<void> {
    this.ready = "soon";
    await this.film.prepare(this.scene, this.camera).catch(() => undefined);
    if (this.isGone) return;
    this.ready = "yes";
    this.changed();
  }

  private show(model: PartModel): void {
    if (this.drawn === model) return;
    this.drawn = model;
    for (const one of this.models) one.root.visible = one === model;
    if (this.state?.section) this.cut();
  }

  /** One frame; asks for the next while something moves, and then until the picture has become fine. */
  draw(now: number): void {
    if (this.ready !== "yes") return;
    const moves = this.rig.update(now);
    const goes = this.takeApart(now);
    if (moves || goes) this.frame = 0;
    const isLive = moves || goes;
    // What the graphics card has not finished yet is not piled upon: the page beside it must stay alive.
    if (this.frame < this.pace.frames && this.pace.isDone(this.renderer.getContext() as WebGL2RenderingContext, now)) {
      this.show(isLive && !this.pace.isQuick ? this.light : this.model);
      this.expose(this.frame, isLive ? this.pace.share : 1, !isLive || this.pace.shadesMoving);
      this.film.present();
      this.tellShown();
      this.pace.began(this.renderer.getContext() as WebGL2RenderingContext, now);
      this.frame = isLive ? 0 : this.frame + 1;
    } else if (this.frame >= this.pace.frames) this.film.present();
    this.onFrame?.();
    if (moves || goes || this.frame < this.pace.frames) this.ask();
  }

  private expose(frame: number, share: number, shades: boolean): void {
    if (this.shadowIsOld) {
      this.shadow.draw(this.renderer, this.scene, this.box(this.shownLeaves(), this.apart));
      this.shadow.strength = this.inks.dark ? 1.5 : 1;
      this.shadowIsOld = false;
    }
    this.shine(frame);
    this.rig.apply(this.camera, shiftOf(frame));
    const { view } = this.rig;
    const distance = this.camera.position.distanceTo(new Vector3(...view.target));
    this.film.take(this.scene, this.camera, { frame, share, distance, reach: shades ? this.model.diagonal * 0.1 : 0 });
  }

  private takeApart(now: number): boolean {
    const wanted = this.state?.explode ?? 0;
    if (this.apart === wanted) {
      this.lastAt = 0;
      return false;
    }
    const passed = this.lastAt > 0 ? Math.min(0.05, (now - this.lastAt) / 1000) : 0.016;
    this.lastAt = now;
    const near = this.rig.calm || Math.abs(wanted - this.apart) < 0.002;
    this.apart = near ? wanted : this.apart + (wanted - this.apart) * (1 - Math.exp(-passed * 9));
    for (const leaf of this.everyLeaf) leaf.holder.position.set(...this.wayOf(leaf, this.apart));
    for (const one of this.models) one.root.updateMatrixWorld(true);
    this.cut();
    this.shadowIsOld = true;
    return this.apart !== wanted;
  }

  private shine(frame: number): void {
    const { yaw } = this.rig.view;
    this.scene.environmentRotation.set(0, 0, turnOf(yaw));
    const { way, center, diagonal } = this.key.shine(this.box(this.shownLeaves(), this.apart), yaw, frame);
    this.surfaces.light(way, center, diagonal);
    this.rig.sphere.center.copy(center);
    this.rig.sphere.radius = diagonal * 1.6;
  }

  /** The picture as it is, as PNG. */
  picture(): Promise<Blob | null> {
    this.show(this.model);
    for (let frame = 0; frame < this.pace.frames; ++frame) this.expose(frame, 1, true);
    this.film.present();
    return new Promise((done) => this.renderer.domElement.toBlob(done, "image/png"));
  }

  dispose(): void {
    this.isGone = true;
    this.caps.dispose();
    this.shadow.dispose();
    this.film.dispose();
    this.key.dispose();
    this.surfaces.dispose();
    this.scene.environment?.dispose();
    this.scene.clear();
    for (const leaf of this.everyLeaf) leaf.meshes.forEach((mesh: Mesh) => mesh.clear());
    for (const one of this.models) {
      one.root.removeFromParent();
      one.dispose();
    }
  }
}
