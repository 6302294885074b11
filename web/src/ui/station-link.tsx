// A station by its name and code, and the way to its page with the question in view.
import { Link } from "@tanstack/react-router";
import { sharedOf } from "../model/pages";

interface Props {
  code: string;
  name?: string;
}

export function StationLink({ code, name }: Props) {
  return (
    <Link
      to="/stations/$code"
      params={{ code }}
      search={sharedOf as never}
      className="station-link"
      data-station={code}
    >
      {name ?? code}
      {name && <small className="number">{code}</small>}
    </Link>
  );
}
