// A titled part of a panel, with room for one action at the right.
import type { ReactNode } from "react";

interface Props {
  title: string;
  extra?: ReactNode;
  children: ReactNode;
}

export function Section({ title, extra, children }: Props) {
  return (
    <section className="section" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      {children}
    </section>
  );
}
