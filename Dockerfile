# The registry as an image: built with everything, run with what it needs, as nobody in particular.
FROM node:20.20-bookworm-slim AS build
RUN apt-get update \
 && apt-get install --yes --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /registry
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY schemas schemas
COPY projections projections
COPY src src
COPY test test
RUN npm ci && npm prune --omit=dev && rm -rf dist/test dist/tsconfig.tsbuildinfo \
 node_modules/@embedpdf/fonts-sc/fonts/*-Light.otf node_modules/@embedpdf/fonts-sc/fonts/*-DemiLight.otf \
 node_modules/@embedpdf/fonts-sc/fonts/*-Medium.otf

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production QCR_DATA=/data QCR_HOST=0.0.0.0 QCR_PORT=8080
WORKDIR /registry
COPY --from=build /registry/package.json ./
COPY --from=build /registry/node_modules node_modules
COPY --from=build /registry/dist dist
COPY --from=build /registry/src/imports/mappings src/imports/mappings
COPY --from=build /registry/src/web/styles src/web/styles
RUN install --directory --owner=node --group=node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.QCR_PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps", "dist/src/main.js"]
CMD ["serve"]
