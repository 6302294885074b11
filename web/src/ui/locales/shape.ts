// The form of the texts, which every language shares.

/** Exactly the keys of another language, with texts of its own. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
