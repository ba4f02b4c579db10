import { Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import classes from "./auth-page.module.css";

export function AuthPage(props: { title: string; children: ReactNode; foot?: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Lintel`;
  }, [props.title]);
  return (
    <main className={classes.page}>
      <p className={classes.brand}>
        <img src="/favicon.svg" alt="" width={36} height={36} />
        Lintel
      </p>
      <div className={classes.card}>
        <Title order={1} mb="md">
          {props.title}
        </Title>
        {props.children}
      </div>
      {props.foot && <p className={classes.foot}>{props.foot}</p>}
    </main>
  );
}
