import { useQuery } from "@tanstack/react-query";
import { FileBox } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { EmptyState } from "@/ui/empty-state";
import { ProblemNotice } from "@/ui/notice";
import { PageTitle } from "@/ui/page-title";
import { Thumbnail } from "@/ui/record-list";
import { SkeletonRows } from "@/ui/skeleton";

export function MyFiles() {
  const { t } = useTranslation("files");
  const query = { page_size: 60, access: "private" } as const;
  const files = useQuery({ queryKey: keys.files(query), queryFn: ({ signal }) => api.get("/api/v1/files", { query, signal }) });
  return (
    <>
      <PageTitle title={t("mine.title")} />
      {files.isPending ? (
        <SkeletonRows />
      ) : files.error ? (
        <ProblemNotice problem={files.error} onRetry={() => void files.refetch()} />
      ) : files.data.items.length === 0 ? (
        <EmptyState icon={FileBox} title={t("mine.none")}>
          {t("mine.what")}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-4">
          {files.data.items.map((file) => (
            <li key={file.id}>
              <Thumbnail src={file.preview_url} className="aspect-[4/3] w-full" />
              <p className="mt-2 truncate text-sm font-medium">{file.file_name}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
