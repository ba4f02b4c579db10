import { Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import classes from "./page-header.module.css";

export function PageHeader(props: {
  title: string;
  above?: ReactNode;
  beside?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${props.title} · Lintel`;
  }, [props.title]);
  return (
    <header className={classes.header}>
      {props.above}
      <div className={classes.row}>
        <div className={classes.title}>
          <Title order={1} tabIndex={-1}>
            {props.title}
          </Title>
          {props.beside}
        </div>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </div>
      {props.below && <div className={classes.below}>{props.below}</div>}
    </header>
  );
}
