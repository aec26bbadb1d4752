// What somebody has of a kind, the newest first: read piece by piece, kept to one state if wished, with words when there is none.
import { useInfiniteQuery, type InfiniteData, type QueryKey, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useAskAgain } from "@/app/live/use-live";
import { Button } from "./button";
import { EmptyState } from "./empty-state";
import { ProblemNotice } from "./notice";
import { PageTitle } from "./page-title";
import { SkeletonRows } from "./skeleton";
import { StatusFilter } from "./status-filter";

interface Piece<T> {
  items: T[];
  next_cursor?: string | null;
}
type Pieces<T> = InfiniteData<Piece<T>, string | undefined>;

interface Question<T> {
  queryKey: QueryKey;
  /** Nobody is known yet whose they are. */
  isWaiting: boolean;
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Piece<T>>;
  /** How often to ask again while nobody tells what happens, and for which rows that is worth while. */
  askAgainMs: number;
  isWorthAsking?: (row: T) => boolean;
}

export function useMine<T>({ queryKey, isWaiting, read, askAgainMs, isWorthAsking }: Question<T>): UseInfiniteQueryResult<Pieces<T>> {
  const askAgain = useAskAgain(askAgainMs);
  return useInfiniteQuery<Piece<T>, Error, Pieces<T>, QueryKey, string | undefined>({
    queryKey,
    enabled: !isWaiting,
    initialPageParam: undefined,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    refetchInterval: ({ state }) => (!isWorthAsking || state.data?.pages.some((piece) => piece.items.some(isWorthAsking)) ? askAgain : false),
    getNextPageParam: (piece) => piece.next_cursor ?? undefined,
  });
}

interface Props<T> {
  records: UseInfiniteQueryResult<Pieces<T>>;
  icon: LucideIcon;
  words: { title: string; none: string; what: string; first: string; more: string };
  filter?: { label: string; all: string; noneLike: string; isAlwaysThere?: boolean; value: string | undefined; groups: { value: string; label: string }[]; onChange: (value: string | undefined) => void };
  /** Between the filter and the list. */
  notice?: ReactNode;
  /** Without what is just being taken away. */
  isShown?: (row: T) => boolean;
  skeleton?: ReactNode;
  children: (items: T[]) => ReactNode;
}

function Body<T>({ records, icon, words, filter, isShown = () => true, skeleton, children }: Props<T>) {
  const items = records.data?.pages.flatMap((piece) => piece.items).filter(isShown);
  if (records.error) return <ProblemNotice problem={records.error} onRetry={() => void records.refetch()} />;
  if (!items) return skeleton ?? <SkeletonRows />;
  if (items.length === 0 && filter?.value) return <p className="py-12 text-center text-sm text-ink-2">{filter.noneLike}</p>;
  if (items.length === 0)
    return (
      <EmptyState
        icon={icon}
        title={words.none}
        action={
          <Button asChild kind="primary">
            <Link to="/">{words.first}</Link>
          </Button>
        }
      >
        {words.what}
      </EmptyState>
    );
  return (
    <>
      {children(items)}
      {records.hasNextPage && (
        <div className="mt-6 text-center">
          <Button busy={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  );
}

export function MyRecords<T>(props: Props<T>) {
  const { filter, records } = props;
  const hasSome = records.data?.pages.some((piece) => piece.items.length > 0);
  return (
    <>
      <PageTitle title={props.words.title} />
      {filter && (filter.isAlwaysThere || filter.value !== undefined || hasSome) && (
        <StatusFilter label={filter.label} all={filter.all} value={filter.value} onChange={filter.onChange} groups={filter.groups} />
      )}
      {props.notice}
      <Body {...props} />
    </>
  );
}
