// Short messages that come and go by themselves, some with one thing to do.
import { createStore, useStore } from "./store";

export interface Toast {
  id: number;
  text: string;
  tone: "plain" | "good" | "bad";
  action?: { label: string; run: () => void };
}

const toasts = createStore<Toast[]>([]);
let counter = 0;

export const useToasts = () => useStore(toasts);

export const dismissToast = (id: number) => toasts.set((all) => all.filter((t) => t.id !== id));

export function showToast(toast: Omit<Toast, "id">, ms = toast.action ? 8_000 : 3_500): void {
  const id = ++counter;
  // The same words twice in a row say nothing new; never more than three at once.
  toasts.set((all) => [...all.filter((t) => t.text !== toast.text), { ...toast, id }].slice(-3));
  setTimeout(() => dismissToast(id), ms);
}
