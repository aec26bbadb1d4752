// Everything that can be wished of the part on the screen. Each control moves the price at once.
import { useEffect } from "react";
import { choose, type Choice, type Part } from "./basket";
import { ChoiceForm } from "./choice-form";
import { completed, type Offer } from "./offer";

const members = ["service", "material", "finish", "color", "tolerance", "quantity"] as const;
const same = (one: Choice, other: Choice) => members.every((member) => one[member] === other[member]);

export function Configurator({ part, offer }: { part: Part; offer: Offer }) {
  const choice = completed(offer, part.choice);
  // What the defaults fill in becomes the part's own choice, so that it is asked for and kept as it is shown.
  useEffect(() => {
    if (!same(choice, part.choice)) choose(part.key, choice);
  });
  return <ChoiceForm choice={choice} offer={offer} onChange={(wish) => choose(part.key, wish)} />;
}
