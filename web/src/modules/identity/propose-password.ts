// A first password that can be read out on the telephone: no letter that looks or sounds like another.
export const LEAST_PASSWORD = 10;

const letters = "abcdefghkmnpqrstuvwxyz";
const digits = "23456789";

/** Four groups of three signs, drawn by the browser's own cryptographic dice; about 55 bits. */
export function proposePassword(): string {
  const signs = letters + digits;
  const draw = (): string => {
    // What would make some signs likelier than others is drawn again.
    const most = 256 - (256 % signs.length);
    for (;;) {
      const byte = crypto.getRandomValues(new Uint8Array(1))[0]!;
      if (byte < most) return signs[byte % signs.length]!;
    }
  };
  const group = () => draw() + draw() + draw();
  return [group(), group(), group(), group()].join("-");
}
