// The mark: a part seen from its corner.
export function Brand({ className }: { className?: string }) {
  return (
    <span className={`inline-flex items-center gap-2.5 font-semibold tracking-tight ${className ?? ""}`}>
      <svg viewBox="0 0 24 24" className="size-6" fill="none" stroke="currentColor" strokeWidth="1.9" strokeLinejoin="round" strokeLinecap="round" aria-hidden>
        <path d="M12 2.5 20.5 7.3v9.4L12 21.5l-8.5-4.8V7.3z" />
        <path d="M12 12v9.2M12 12 3.9 7.5M12 12l8.1-4.5" />
      </svg>
      Guildhall
    </span>
  );
}
