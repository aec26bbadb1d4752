// Theme, language, profile, signing out; for visitors theme and language beside "sign in".
import { Link, useNavigate } from "@tanstack/react-router";
import { Building2, LogOut, Settings2, Sparkles, UserRound } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { Button, IconButton } from "@/ui/button";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from "@/ui/menu";
import { toastProblem } from "@/ui/toast";
import { chooseLanguage, isLanguage, languages, type Language } from "../i18n";
import { useSession, useSignOut } from "../session";
import { chooseTheme, useThemeChoice, type ThemeChoice } from "../theme";

function Appearance() {
  const { t, i18n } = useTranslation("app");
  const theme = useThemeChoice();
  return (
    <>
      <MenuLabel>{t("theme.title")}</MenuLabel>
      <MenuChoice<ThemeChoice>
        value={theme}
        onChange={chooseTheme}
        options={[
          { value: "system", label: t("theme.system") },
          { value: "light", label: t("theme.light") },
          { value: "dark", label: t("theme.dark") },
        ]}
      />
      <MenuLine />
      <MenuLabel>{t("language")}</MenuLabel>
      <MenuChoice<Language>
        value={isLanguage(i18n.language) ? i18n.language : "en"}
        onChange={(language) => void chooseLanguage(language)}
        options={Object.entries(languages).map(([value, label]) => ({ value: value as Language, label: <span lang={value}>{label}</span> }))}
      />
    </>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return ((words[0]?.[0] ?? "") + (words.length > 1 ? (words.at(-1)?.[0] ?? "") : "")).toUpperCase();
}

export function AccountMenu() {
  const { t } = useTranslation("app");
  const { me, isKnown, isStaff } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const leave = () => signOut().then(() => navigate({ to: "/" }), toastProblem);
  if (!isKnown) return <div className="size-9" />;
  if (!me)
    return (
      <div className="flex items-center gap-1">
        <Menu
          trigger={
            <IconButton label={t("appearance")}>
              <Settings2 className="size-4" aria-hidden />
            </IconButton>
          }
        >
          <Appearance />
        </Menu>
        <Button asChild kind="quiet" size="sm">
          <Link to="/sign-in">{t("signIn")}</Link>
        </Button>
      </div>
    );
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="relative grid size-9 place-items-center rounded-full bg-sunken text-xs font-semibold text-ink-2 hover:bg-hover coarse:size-11"
        >
          <span aria-hidden>{initials(me.full_name)}</span>
          <span className="sr-only">{t("account", { name: me.full_name })}</span>
        </button>
      }
    >
      <div className="px-2.5 pt-1.5 pb-2">
        <div className="truncate text-sm font-medium">{me.full_name}</div>
        <div className="truncate text-xs text-ink-3">{me.email}</div>
      </div>
      <MenuLine />
      <MenuItem icon={UserRound} onSelect={() => void navigate({ to: "/profile" })}>
        {t("pages.profile")}
      </MenuItem>
      {isStaff && (
        <>
          <MenuItem icon={Building2} onSelect={() => void navigate({ to: "/office" })}>
            {t("pages.office")}
          </MenuItem>
          <MenuItem icon={Sparkles} onSelect={() => void navigate({ to: "/" })}>
            {t("pages.portal")}
          </MenuItem>
        </>
      )}
      <MenuLine />
      <Appearance />
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={() => void leave()}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}
