/** Signed-in devices. */
export function Devices() {
  return null;
}
