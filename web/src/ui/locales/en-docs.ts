// Around the API's documents, in English.
import type { Shape } from "./shape";
import type { zhDocs } from "./zh-docs";

export const enDocs: Shape<typeof zhDocs> = {
  docs: {
    title: "API",
    lead: "Every operation on tiles, statistics and records, as the server describes it; for machines at",
    search: "Find by path or summary",
    none: "Nothing found for “{{text}}”",
    parameters: "Parameters",
    required: "required",
    body: "Body",
    answers: "Answers",
    fields: "Fields",
    copy: "Copy the command",
    open: "Open in a new tab",
  },
};
