// How much a machine can draw: fewer pixels while something moves when frames come slowly, and fewer frames for the fine
// picture. Learned from how long frames take; a browser that draws without a graphics card starts low.
const SLOW_MS = 42;
const VERY_SLOW_MS = 90;
const FINE_MS = 1_500; // for the fine picture as a whole
const FINEST = 24;
const COARSEST = 4;

export class Pace {
  private average: number;
  private lastAt = 0;

  constructor(readonly noGraphicsCard: boolean) {
    this.average = noGraphicsCard ? 150 : 16;
  }

  /** A frame is begun at `now`, and another will follow at once or not. */
  sawFrame(now: number, followed: boolean): void {
    if (this.lastAt > 0) this.average += (Math.min(600, now - this.lastAt) - this.average) * 0.15;
    this.lastAt = followed ? now : 0;
  }

  /** Share of the pixels, along each side, to draw while something moves. */
  get share(): number {
    return this.average > VERY_SLOW_MS ? 0.5 : this.average > SLOW_MS ? 0.7 : 1;
  }

  /** Whether nooks are shaded while something moves. */
  get shadesMoving(): boolean {
    return this.average <= VERY_SLOW_MS;
  }

  /** How many frames the fine picture is made of. */
  get frames(): number {
    return Math.max(COARSEST, Math.min(FINEST, Math.round(FINE_MS / this.average)));
  }
}
