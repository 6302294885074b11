// 在地图上画范围、框选站点的文案。
export const zhTools = {
  draw: {
    hint: {
      polygon: "单击地图添加顶点；回车在中央放一个",
      more: "继续单击添加顶点",
      close: "双击、回车或单击起点完成",
      circle: "按住圆心向外拖动；回车在中央放一个",
      box: "按住一角拖到对角；回车在中央放一个",
    },
    crossing: "边线相交了，请移开或撤销一个顶点",
    back: "撤销顶点",
    end: "完成",
    cancel: "取消",
    radius: "半径 {{size}}",
    handles: "调整范围",
    handle: {
      corner: "顶点 {{number}}，可用方向键移动",
      middle: "在第 {{number}} 条边上加顶点",
      centre: "圆心，可用方向键移动",
      edge: "半径，可用方向键调整",
    },
  },
  swipe: { divider: "两期分界线，可用方向键移动" },
  drawn: {
    title: { polygon: "多边形范围", circle: "圆形范围", box: "框选范围" },
    clear: "清除范围",
    view: "显示",
    views: { stats: "统计", list: "站点清单" },
    only: "只计{{region}}之内",
    crossing: "边线与自身相交，分不清里外。请在地图上拖动顶点，使边线不再相交。",
    before: "对比日 {{value}}（{{change}}）",
    compared: "对比日 {{date}}",
    none: "范围内没有符合条件的站点",
    noneHint: "把范围画大一些，换一个日期，或清除部分筛选条件。",
    open: "在站点页打开",
    export: "导出清单",
  },
};
