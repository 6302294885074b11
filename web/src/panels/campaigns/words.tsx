// A campaign's state, mechanism and payer in words, and how links lead to it.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useSharedSearch } from "../../state/pages";
import { useTranslation } from "../../ui/i18n";

export function useCampaignWords() {
  const { t } = useTranslation();
  return {
    state: (word: string) => t(`campaigns.state.${word}`, { defaultValue: word }),
    mechanism: (word: string) => t(`campaigns.mechanism.${word}`, { defaultValue: word }),
    funder: (word: string) => t(`campaigns.funder.${word}`, { defaultValue: word }),
  };
}

export function StateTag({ state }: { state: string }) {
  const { state: word } = useCampaignWords();
  return (
    <span className="campaign-state" data-state={state}>
      {word(state)}
    </span>
  );
}

export function MechanismTag({ mechanism }: { mechanism: string }) {
  const { mechanism: word } = useCampaignWords();
  return (
    <span className="mechanism" data-mechanism={mechanism}>
      <i aria-hidden="true" />
      {word(mechanism)}
    </span>
  );
}

interface LinkProps {
  code: string;
  className?: string;
  children: ReactNode;
}

export function CampaignLink({ code, className, children }: LinkProps) {
  const search = useSharedSearch();
  return (
    <Link
      to="/campaigns/$code"
      params={{ code }}
      search={search as never}
      {...(className ? { className } : {})}
    >
      {children}
    </Link>
  );
}
