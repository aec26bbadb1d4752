// The mark: a part seen from its corner; or the company's own.
interface Props {
  className?: string;
  name?: string;
  logo?: string | null;
}

export function Brand({ className, name = "Guildhall", logo }: Props) {
  return (
    <span className={`inline-flex min-w-0 items-center gap-2.5 font-semibold tracking-tight ${className ?? ""}`}>
      {logo ? (
        <img src={logo} alt="" className="h-7 max-w-32 shrink-0 object-contain" />
      ) : (
        <svg viewBox="0 0 24 24" className="size-6 shrink-0" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinejoin="round" strokeLinecap="round" aria-hidden>
          <path d="M12 2.5 20.5 7.3v9.4L12 21.5l-8.5-4.8V7.3z" />
          <path d="M12 12v9.2M12 12 3.9 7.5M12 12l8.1-4.5" />
        </svg>
      )}
      <span className="truncate">{name}</span>
    </span>
  );
}
