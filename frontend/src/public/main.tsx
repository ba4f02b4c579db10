import "../ui/plain/plain.css";
import "./public.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { configureClient } from "../api/client";
import { App } from "./app";

// Nobody has to be signed in here, so a session that has ended is no news.
configureClient({ onSessionEnded: () => {} });

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <App path={window.location.pathname} />
    </StrictMode>,
  );
